"""Converters from the document model to target formats, found by entry point."""

from __future__ import annotations

from importlib.metadata import entry_points

from converters.base import Converter, OutputFile, Piece

ENTRY_POINT_GROUP = "migrator.converters"

__all__ = ["Converter", "OutputFile", "Piece", "available_converters", "load_converter"]


def available_converters() -> tuple[str, ...]:
    """Return the names of the converters installed, ours and others', in alphabetical order."""
    return tuple(sorted({entry.name for entry in entry_points(group=ENTRY_POINT_GROUP)}))


def load_converter(name: str) -> type[Converter]:
    """Import and return the converter class called ``name``.

    Raises ``LookupError``, naming those there are, where no converter has that name.
    """
    for entry in entry_points(group=ENTRY_POINT_GROUP, name=name):
        loaded: type[Converter] = entry.load()
        return loaded
    known = ", ".join(available_converters())
    raise LookupError(f"no converter is called '{name}'; there are: {known}")
