r"""kramdown's two dialects, parsed into the document model.

>>> from migrator.kramdown import parse, to_html
>>> parse("# *Title*\n").children[0].level
1
>>> to_html("*a*{:.b}")
'<p><em class="b">a</em></p>\n'
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, cast

from migrator.diagnostics import DiagnosticSink, ignore
from migrator.html.options import HtmlOptions
from migrator.html.serializer import to_html as node_to_html
from migrator.kramdown.builder import Builder
from migrator.kramdown.options import Options, options_from, serialiser_options
from migrator.kramdown.parser import BlockParser, Definition
from migrator.kramdown.resolution import Resolution
from migrator.kramdown.rules import rules_for
from migrator.kramdown.state import State, normalise_label
from migrator.model.nodes import AbbreviationDefinition, Block, Body, LinkDefinition
from migrator.source import IDENTITY, LineMap

__all__ = ["Options", "html_options", "options_from", "parse", "to_html"]

NO_OPTIONS: Final[Mapping[str, object]] = MappingProxyType({})


def parse(
    text: str,
    options: Mapping[str, object] = NO_OPTIONS,
    lines: LineMap = IDENTITY,
    sink: DiagnosticSink = ignore,
    path: str = "",
) -> Body:
    """Return the model of ``text``, kramdown or, with ``input: GFM``, kramdown's GFM.

    ``options`` are kramdown's, by its names. ``lines`` maps the lines of ``text`` to lines of
    the source file, which is ``path`` in diagnostics; problems go to ``sink``. All text parses.
    """
    return _parse(text, State(options_from(options), lines, sink, path))


def to_html(text: str, options: Mapping[str, object] = NO_OPTIONS) -> str:
    """Return the HTML of ``text`` as kramdown writes it; ``options`` as for ``parse``."""
    state = State(options_from(options))
    body = _parse(text, state)
    return node_to_html(body, serialiser_options(state.options))


def html_options(options: Mapping[str, object]) -> HtmlOptions:
    """Return what of kramdown's ``options``, by its names, is left for the serialiser."""
    return serialiser_options(options_from(options))


def _parse(text: str, state: State) -> Body:
    parser = BlockParser(state, rules_for(state.options))
    root = parser.parse(_adapt(text))
    resolution = Resolution(state)
    _define(parser, resolution)
    resolution.resolve(root, parser.footnotes)
    builder = Builder(resolution)
    resolution.place_contents(builder.inlines_in)
    notes = [
        node for label in state.footnotes.numbers for node in builder.build(parser.footnotes[label])
    ]
    notes_left = resolution.place_footnotes(root, notes)
    children = [*builder.build(root), *notes_left]
    return Body(cast("tuple[Block, ...]", tuple(children)))


def _adapt(text: str) -> str:
    """Return ``text`` with line feeds only, and one at its end."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else text + "\n"


def _define(parser: BlockParser, resolution: Resolution) -> None:
    """Hand the definitions of the block phase over to the inlines, their attributes resolved."""
    state = parser.state
    state.footnotes.labels.update(parser.footnotes)
    for label, (destination, title) in state.options.link_defs.items():
        key = normalise_label(label)
        state.link_definitions[key] = LinkDefinition(label, destination, title or "")
    for key, definition in parser.links.items():
        state.link_definitions[key] = LinkDefinition(
            definition.label,
            definition.destination,
            definition.title,
            resolution.attributes(definition.boundary),
            state.lines[definition.line],
        )
    for definition in parser.abbreviations.values():
        state.abbreviations[definition.label] = _abbreviation(definition, resolution)


def _abbreviation(definition: Definition, resolution: Resolution) -> AbbreviationDefinition:
    return AbbreviationDefinition(
        definition.label,
        definition.title,
        resolution.attributes(definition.boundary),
        resolution.state.lines[definition.line],
    )
