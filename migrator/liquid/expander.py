"""Expands Liquid in documents: the way in to this package.

Semantics are those of Jekyll 4.3 on Liquid 4. Nothing a template does stops a run: what cannot
be evaluated stays in the text as it was written, and is told to the sink.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from liquid.exceptions import ResourceLimitError
from liquid.template import BoundTemplate

from migrator.diagnostics import DiagnosticSink, Severity, ignore
from migrator.liquid.context import Context, Limits, Output
from migrator.liquid.nodes import SourceNode, expand_node
from migrator.liquid.smartify import smartify as typographic
from migrator.liquid.state import Converters, SiteState
from migrator.site.layouts import Layout
from migrator.site.merge import deep_merge
from migrator.site.records import Site, SourceDocument
from migrator.source import LineMap, SourceText

DEFAULT_LIMITS = Limits()
ALL_LAYOUTS: Final = "all"


class Expander:
    """Expands the documents of one site.

    ``markdownify`` turns Markdown into HTML by the site's settings; ``smartify`` sets
    typographic signs; ``excerpt`` gives the HTML of a document's excerpt (None: the excerpt is
    cut from the body, expanded and converted here).
    """

    def __init__(
        self,
        site: Site,
        markdownify: Callable[[str], str],
        *,
        smartify: Callable[[str], str] = typographic,
        excerpt: Callable[[SourceDocument], str] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self.limits = limits
        self.state = SiteState(
            site, Converters(markdownify, smartify, excerpt), self.expand, self.expand_excerpt
        )

    def expand(
        self, document: SourceDocument, source: SourceText, sink: DiagnosticSink = ignore
    ) -> SourceText:
        """Return ``source`` after Liquid, its lines mapped to lines of the source file.

        A text without Liquid, or with ``render_with_liquid: false``, comes back as it is.
        """
        return self._expanded(document, source, sink, in_excerpt=False)

    def expand_excerpt(
        self, document: SourceDocument, source: SourceText, sink: DiagnosticSink = ignore
    ) -> SourceText:
        """Return an excerpt of ``document`` after Liquid; there ``page`` is the excerpt."""
        return self._expanded(document, source, sink, in_excerpt=True)

    def excerpt_html(self, document: SourceDocument) -> str:
        """Return the excerpt as templates see it (``post.excerpt``): HTML, kept once made."""
        return self.state.excerpt_of(document)

    def _expanded(
        self,
        document: SourceDocument,
        source: SourceText,
        sink: DiagnosticSink,
        *,
        in_excerpt: bool,
    ) -> SourceText:
        if not _has_liquid(source.text) or document.data.get("render_with_liquid") is False:
            return source
        payload = self.state.payload(document, source.text if in_excerpt else None)
        return self._run(document, source, payload, sink, in_excerpt=in_excerpt)

    def _run(
        self,
        document: SourceDocument,
        source: SourceText,
        payload: Mapping[str, object],
        sink: DiagnosticSink,
        *,
        in_excerpt: bool = False,
    ) -> SourceText:
        state = self.state
        nodes = state.environment.nodes_of(source.text)
        context = self._context(nodes, payload, document, source, sink)
        output = context.output(1)
        state.active.append(document)
        outer, state.in_excerpt = state.in_excerpt, in_excerpt
        try:
            _expand_all(nodes, context, output)
        finally:
            state.active.pop()
            state.in_excerpt = outer
        table = tuple(source.lines[line] for line in output.lines)
        return SourceText(source.path, output.getvalue(), LineMap(table=table))

    def lay_out(
        self, document: SourceDocument, html: str, last: str, sink: DiagnosticSink = ignore
    ) -> str | None:
        """Return ``html``, the body of ``document``, inside its layouts up to the one ``last``.

        ``ALL_LAYOUTS`` stands for all but the outermost, which holds what all pages share. None
        where no layout of the document is meant (Jekyll: renderer.rb, place_in_layouts).
        """
        chosen = _chosen_layouts(self.state.layouts, document.layout or "", last)
        data: dict[str, object] = {}
        text = html
        for layout in chosen:
            data = deep_merge(layout.data, data)
            payload = {**self.state.payload(document, None), "content": text, "layout": data}
            self.state.converted = (document.path, html)
            try:
                text = self._run(document, layout.source, payload, sink).text
            finally:
                self.state.converted = None
        return text if chosen else None

    def expand_text(self, document: SourceDocument, text: str) -> str:
        """Return a text that belongs to ``document`` (a title, a field) after Liquid."""
        return self.expand(document, SourceText(document.path, text)).text

    def _context(
        self,
        nodes: Sequence[SourceNode],
        payload: Mapping[str, object],
        document: SourceDocument,
        source: SourceText,
        sink: DiagnosticSink,
    ) -> Context:
        return Context(
            BoundTemplate(self.state.environment, [*nodes], name=source.path),
            payload,
            site_state=self.state,
            document=document,
            source=source,
            sink=sink,
            limits=self.limits,
        )


def _chosen_layouts(layouts: Mapping[str, Layout], first: str, last: str) -> list[Layout]:
    """Return the layouts from the one named ``first`` outwards to ``last``."""
    chain: dict[str, Layout] = {}
    name = first
    while name in layouts and name not in chain:
        chain[name] = layouts[name]
        name = layouts[name].parent
    if last == ALL_LAYOUTS:
        return list(chain.values())[:-1]
    names = list(chain)
    return [chain[name] for name in names[: names.index(last) + 1]] if last in chain else []


def _has_liquid(text: str) -> bool:
    return "{%" in text or "{{" in text


def _expand_all(nodes: Sequence[SourceNode], context: Context, output: Output) -> None:
    """Expand the nodes one by one; from one that is beyond the limits on, leave the text."""
    for place, node in enumerate(nodes):
        mark = output.mark()
        try:
            expand_node(node, context, output)
        except ResourceLimitError as error:
            _leave(node, context, output, mark, str(error.message))
            return
        except (RecursionError, MemoryError):
            _leave(node, context, output, mark, "the text takes too much to expand")
            return
        if context.interrupt is not None:
            _report_interrupt(nodes[place + 1 :], context, node)
            return


def _leave(
    node: SourceNode, context: Context, output: Output, mark: tuple[int, int], problem: str
) -> None:
    output.cut(mark)
    output.limit += len(node.token.source)
    del context.sources[1:]
    message = f"{problem}; from here on the text stays as it was written"
    context.report("liquid.limit", Severity.ERROR, message, node)
    output.pinned = False
    output.write_literal(node.token.source[node.token.start_index :], node.line)


def _report_interrupt(rest: Sequence[SourceNode], context: Context, node: SourceNode) -> None:
    if any(not one.blank for one in rest):
        message = "break or continue outside a loop: Jekyll shows nothing of the text after it"
        context.report("liquid.interrupt", Severity.WARNING, message, node)
