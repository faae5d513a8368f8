"""Finds and parses the files that templates include; each is parsed once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liquid.exceptions import LiquidError

from migrator.diagnostics import Diagnostic
from migrator.liquid.environment import JekyllEnvironment
from migrator.liquid.errors import TemplateError
from migrator.liquid.nodes import SourceNode, VerbatimNode
from migrator.liquid.ruby import to_text
from migrator.site.records import Site
from migrator.site.text_files import encoding_of, read_text
from migrator.site.themes import theme_folder
from migrator.source import SourceText

THEME_FOLDER: Final = "_includes"


@dataclass(frozen=True, slots=True)
class ParsedTemplate:
    """An included file: its nodes, and its text for messages."""

    nodes: tuple[SourceNode, ...]
    source: SourceText


class Includes:
    """The site's include files."""

    def __init__(self, site: Site, environment: JekyllEnvironment) -> None:
        self.site = site
        self.environment = environment
        folder = to_text(site.config.get("includes_dir") or "_includes").strip("/")
        theme = theme_folder(site.root, site.config)
        self.folders = (site.root / folder, *((theme / THEME_FOLDER,) if theme else ()))
        self._found: dict[tuple[str, tuple[Path, ...]], Path | None] = {}
        self._parsed: dict[Path, ParsedTemplate | LiquidError] = {}

    def locate(self, name: str, folders: tuple[Path, ...]) -> Path | None:
        """Return the path of the file ``name`` in the first of ``folders`` that has it."""
        key = name, folders
        if key not in self._found:
            paths = (folder / name.lstrip("/") for folder in folders)
            self._found[key] = next((path for path in paths if path.is_file()), None)
        return self._found[key]

    def template(self, path: Path) -> ParsedTemplate:
        """Return the parsed file.

        Raises ``TemplateError`` for a file that cannot be read, or has a block that is never
        closed.
        """
        found = self._parsed.get(path)
        if found is None:
            found = self._parsed[path] = self._parse(path)
        if isinstance(found, LiquidError):
            raise found
        return found

    def _parse(self, path: Path) -> ParsedTemplate | LiquidError:
        root = self.site.root
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        problems: list[Diagnostic] = []
        text = read_text(path, name, encoding_of(self.site.config), problems.append)
        if text is None:
            return TemplateError(f"the include {name} cannot be read")
        nodes = tuple(self.environment.nodes_of(text))
        for node in nodes:
            if isinstance(node, VerbatimNode) and node.code == "liquid.unclosed-block":
                return TemplateError(
                    f"the include {name} is broken: {node.message.partition(';')[0]}"
                )
        return ParsedTemplate(nodes, SourceText(name, text))
