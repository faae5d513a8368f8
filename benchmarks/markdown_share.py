"""How clean and how quick the Markdown of whole sites is.

usage: python -m benchmarks.markdown_share SITE [SITE ...]

Prints a line a site: documents, how many did not verify, CPU seconds for parsing, converting and
verifying; and two shares of documents without an HTML tag: among those whose source has none after
Liquid, and among those whose model, parsed and cleaned, holds nothing that is beyond GFM.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.beyond_gfm import beyond_gfm
from converters import Piece
from converters.markdown import MarkdownConverter
from migrator import kramdown
from migrator.diagnostics import Diagnostic, ignore
from migrator.model import nodes
from migrator.model.document import Document, SiteInfo
from migrator.pipeline import building
from migrator.pipeline.building import HTML_EXTENSIONS, DocumentBuilder
from migrator.site.reader import ReadOptions, load_site
from migrator.site.records import Site
from migrator.verify.front_matter import split
from migrator.verify.markdown import verify

CODE = re.compile(r"^( *)(`{3,}|~{3,}).*?^\1?\2`*|(?<!`)(`+)(?!`).+?(?<!`)\3(?!`)", re.M | re.S)
TAG = re.compile(r"(?<!\\)</?[A-Za-z][^<>]*>")
AUTOLINK = re.compile(r"<[a-z][a-z0-9+.-]*:[^<>\s]*>|<[^<>\s@]+@[^<>\s]+>", re.IGNORECASE)


def has_tag(markdown: str) -> bool:
    """Tell whether a tag stands in ``markdown`` outside of code and autolinks."""
    return TAG.search(AUTOLINK.sub("", CODE.sub("", markdown))) is not None


def timed(
    work: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]
) -> tuple[list[Any], float]:
    """Return the results of ``work`` and the CPU seconds it took."""
    start = time.process_time()
    results = [work(*given) for given in arguments]
    return results, time.process_time() - start


def built(site: Site) -> tuple[list[Document], set[str], float]:
    """Return all documents of ``site`` that are pages, and the CPU seconds of parsing alone.

    Between them: the paths of documents whose source holds raw HTML after Liquid.
    """
    builder = DocumentBuilder(site)
    seconds = 0.0
    with_html: set[str] = set()
    parse = kramdown.parse

    def counted(text: str, *given: Any) -> nodes.Body:
        nonlocal seconds
        start = time.process_time()
        body = parse(text, *given)
        seconds += time.process_time() - start
        if has_tag(text) and len(given) > 1:  # excerpts come without a path
            with_html.add(given[-1])
        return body

    with patch.object(building, "parse", counted):
        sources = [source for source in site.documents if source.output_ext in HTML_EXTENSIONS]
        with_html.update(source.path for source in sources if not source.is_markdown)
        return [builder.build(source, ignore) for source in sources], with_html, seconds


def measure(root: Path) -> str:
    """Return the line of one site."""
    site = load_site(root, ReadOptions(), markdownify=kramdown.to_html)
    documents, with_html, parsing = built(site)
    converter = MarkdownConverter(SiteInfo(), {})
    pieces, converting = timed(converter.convert, [(document,) for document in documents])
    found, verifying = timed(verify, [(d, p.text) for d, p in zip(documents, pieces, strict=True)])
    beyond = {document.path: beyond_gfm(document) for document in documents}
    seconds = parsing, converting, verifying
    shares = [
        _share("source without a tag", pieces, with_html),
        _share("model within GFM", pieces, {path for path, reason in beyond.items() if reason}),
    ]
    return "\n".join([_line(root.name, pieces, found, seconds), *shares, _reasons(beyond)])


def _line(
    name: str,
    pieces: Sequence[Piece],
    found: Sequence[Sequence[Diagnostic]],
    seconds: tuple[float, float, float],
) -> str:
    return (
        f"{name}: {len(pieces)} documents, {sum(map(bool, found))} not verified; "
        f"parsing {seconds[0]:.2f} s, converting {seconds[1]:.2f} s, verifying {seconds[2]:.2f} s"
    )


def _share(name: str, pieces: Sequence[Piece], excepted: set[str]) -> str:
    """Return the share of pieces without a tag, ``excepted`` sources aside, and those with one."""
    plain = [piece for piece in pieces if piece.source not in excepted]
    clean = [piece for piece in plain if not has_tag(split(piece.text)[1])]
    share = f"{100 * len(clean) / len(plain):.1f} %" if plain else "-"
    tagged = sorted({piece.source for piece in plain} - {piece.source for piece in clean})
    line = f"  {name}: {len(clean)} of {len(plain)} without a tag ({share})"
    return "\n".join([line, *(f"    has a tag: {path}" for path in tagged)])


def _reasons(beyond: Mapping[str, str]) -> str:
    """Return what the others hold that is beyond GFM, by how often it comes first."""
    counts = Counter(filter(None, beyond.values()))
    return "  beyond GFM: " + ", ".join(f"{what} {count}" for what, count in counts.most_common())


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        sys.stdout.write(measure(Path(argument)) + "\n")
