"""A small plugin for the time of the import: with it a second import changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

IMPORT_ONCE_NAME: Final = "import-once.php"


def write_import_once() -> Iterator[str]:
    """Yield the plugin's PHP, the same for all sites."""
    yield files("converters.wordpress").joinpath(IMPORT_ONCE_NAME).read_text("utf-8")
