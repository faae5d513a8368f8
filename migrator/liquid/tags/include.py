"""``include``, ``include_relative`` and ``include_cached`` (Jekyll: lib/jekyll/tags/include.rb)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liquid.exceptions import LiquidSyntaxError
from liquid.expression import Expression

from migrator.diagnostics import Severity, excerpt_of
from migrator.liquid.context import Context, Output
from migrator.liquid.errors import MissingFileError
from migrator.liquid.expressions import parse_expression
from migrator.liquid.nodes import SourceNode, expand_nodes
from migrator.liquid.ruby import strip
from migrator.liquid.stream import MarkupTag, Opening, TemplateStream

_PARAMETER: Final = (
    r"([\w-]+)\s*=\s*(?:\"([^\"\\]*(?:\\.[^\"\\]*)*)\"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))"
)
_PARAMETERS = re.compile(_PARAMETER, re.ASCII)
_ALL_PARAMETERS = re.compile(rf"\s*(?:{_PARAMETER}(?=\s|\Z)\s*)*", re.ASCII)
_VARIABLE_NAME = re.compile(
    r"(?P<name>[^{]*(?:\{\{\s*[\w\-.]+\s*(?:\|.*)?\}\}[^\s{}]*)+)(?P<parameters>.*)",
    re.ASCII | re.DOTALL,
)
_SPACE = re.compile(r"\s+", re.ASCII)
_FORBIDDEN = re.compile(r"[./]{2,}")
_ALLOWED = re.compile(r"[\w/.\-()+~#@]+", re.ASCII)
_QUOTES: Final = "\"'"


@dataclass(frozen=True, slots=True)
class IncludeMarkup:
    """A file name (with ``{{ … }}`` in it, or not) and the parameters; None: none at all."""

    name: str
    has_variable: bool
    parameters: tuple[tuple[str, str | Expression], ...] | None
    note: str = ""


def parse_include(markup: str) -> IncludeMarkup:
    """Return what an include tag says; what Jekyll would refuse is noted and left out."""
    text = strip(markup)
    match = _VARIABLE_NAME.match(text)
    if match:
        parts = [strip(match["name"]), strip(match["parameters"])]
    else:
        parts = _SPACE.split(text, maxsplit=1)
    name, written = parts[0], parts[1] if len(parts) > 1 else None
    note = ""
    if name[:1] in _QUOTES and name[-1:] == name[:1]:
        name = name[1:-1]
        note = f"the file name {name} stands in quotes"
    if written is None:
        return IncludeMarkup(name, bool(match), None, note)
    if not _ALL_PARAMETERS.fullmatch(written):
        note = f"the parameters {excerpt_of(written)!r} are not all of the form name=value"
    return IncludeMarkup(name, bool(match), _parameters(written), note)


def _parameters(written: str) -> tuple[tuple[str, str | Expression], ...]:
    found: list[tuple[str, str | Expression]] = []
    for name, double, single, variable in _PARAMETERS.findall(written):
        if variable:
            found.append((name, parse_expression(variable)))
        else:
            found.append((name, double.replace('\\"', '"') or single.replace("\\'", "'")))
    return tuple(found)


class IncludeNode(SourceNode):
    """An include; ``folders`` come from the site, or from the document for a relative one."""

    __slots__ = ("include", "tag_name")

    def __init__(self, opening: Opening, include: IncludeMarkup) -> None:
        super().__init__(opening.token, opening.line)
        self.include = include
        self.tag_name = opening.name

    def expand(self, context: Context, output: Output) -> None:
        """Write the expanded file; its variables see ``include`` and all of the document's."""
        if self.include.note:
            self._note(context)
        name = self._file_name(context)
        folders = self._folders(context)
        path = context.site_state.includes.locate(name, folders)
        if path is None:
            raise MissingFileError("liquid.missing-include", self._missing(name, folders, context))
        template = context.site_state.includes.template(path)
        scope = self._scope(context)
        context.enter()
        pinned, output.pinned = output.pinned, True
        context.sources.append(template.source)
        try:
            with context.scope_of(scope):
                expand_nodes(template.nodes, context, output)
        finally:
            context.sources.pop()
            output.pinned = pinned
            context.leave()

    def _note(self, context: Context) -> None:
        message = f"in the tag '{self.tag_name}' {self.include.note}; Jekyll would stop here"
        context.report("liquid.include-syntax", Severity.WARNING, message, self)

    def _file_name(self, context: Context) -> str:
        name = self.include.name
        if self.include.has_variable:
            name = context.site_state.expand_snippet(name, context)
        if not _ALLOWED.fullmatch(name) or _FORBIDDEN.search(name):
            raise LiquidSyntaxError(f"'{name}' is no valid file name for an include", token=None)
        return name

    def _folders(self, context: Context) -> tuple[Path, ...]:
        site = context.site_state
        if self.tag_name != "include_relative":
            return site.includes.folders
        return ((site.site.root / context.document.path).parent,)

    def _scope(self, context: Context) -> dict[str, object]:
        if self.include.parameters is None:
            return {}
        values = {
            name: value if isinstance(value, str) else value.evaluate(context)
            for name, value in self.include.parameters
        }
        return {"include": values}

    def _missing(self, name: str, folders: tuple[Path, ...], context: Context) -> str:
        root = context.site_state.site.root
        searched = ", ".join(
            folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name
            for folder in folders
        )
        return (
            f"the include '{name}' is in none of the folders searched ({searched});"
            " add the file, or map the include"
        )


class IncludeTag(MarkupTag):
    """Builds ``IncludeNode``."""

    name = "include"
    block = False

    def build(self, opening: Opening, stream: TemplateStream) -> IncludeNode:
        """Return the node."""
        del stream
        return IncludeNode(opening, parse_include(opening.markup))


class IncludeRelativeTag(IncludeTag):
    """An include from the document's own folder."""

    name = "include_relative"


class IncludeCachedTag(IncludeTag):
    """Plugin jekyll-include-cache: an include whose text does not depend on the page."""

    name = "include_cached"
