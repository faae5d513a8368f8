"""The only assembler: site → documents → converter → files."""

from converters import available_converters
from migrator.pipeline.run import MigrationOptions, migrate

__all__ = ["MigrationOptions", "available_converters", "migrate"]
