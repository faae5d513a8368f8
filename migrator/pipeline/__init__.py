"""The only assembler: site → documents → converter → files."""

from migrator.pipeline.run import MigrationOptions, migrate

__all__ = ["MigrationOptions", "migrate"]
