"""What transforms know of their document and site, and what they note on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity, excerpt_of
from migrator.model.document import Asset
from migrator.model.nodes import Body
from migrator.site.records import SiteIndex, SourceDocument, StaticFile
from migrator.transforms.cleaning import USUAL
from migrator.transforms.styles import Styles

_END: Final = re.compile(r"[?#]")


def _ignore(_: Diagnostic) -> None:
    """Drop a diagnostic."""


@dataclass(frozen=True, slots=True)
class TransformOptions:
    """What the user may switch off.

    ``clean``: drop editor markup, spacer paragraphs and empty elements. ``styles``: which
    inline styles stay, if it cleans. ``resolve_links``: resolve links and media against the site.
    ``kinds``: what is cleaned, if it cleans.
    """

    clean: bool = True
    styles: Styles = "clean"
    resolve_links: bool = True
    kinds: frozenset[str] = USUAL

    def cleans(self, kind: str) -> bool:
        """Return whether what is called ``kind`` (see ``cleaning``) is cleaned."""
        return self.clean and kind in self.kinds


@dataclass(frozen=True, slots=True)
class TransformContext:
    """One document's place in its site.

    ``path`` is its source path, ``url`` its URL path as Jekyll gives it, without ``baseurl``.
    ``site_url`` is the site's ``url`` (scheme and host), "" where none is set. ``emoji_codes``:
    the site shows ``:smile:`` as an emoji. ``mentions_base``: the address below which ``@name``
    is linked, "" where it is not. ``formula_signs``: what begins a formula in its text.
    """

    path: str = ""
    url: str = "/"
    index: SiteIndex = field(default_factory=SiteIndex)
    baseurl: str = ""
    site_url: str = ""
    emoji_codes: bool = False
    mentions_base: str = ""
    formula_signs: frozenset[str] = frozenset()
    options: TransformOptions = TransformOptions()
    sink: DiagnosticSink = _ignore


@dataclass(frozen=True, slots=True)
class Transformed:
    """A body after the transforms, the site's own files it uses, and how often what was cleaned.

    ``assets`` stand in order of first use; ``counts`` maps a kind (``spacer``) to a number;
    ``links`` maps addresses, without query and fragment, to the documents that stand there.
    """

    body: Body
    assets: tuple[Asset, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    links: Mapping[str, SourceDocument] = field(default_factory=dict)


class Notes:
    """Collects, for one document, the assets used and what was cleaned away."""

    def __init__(self, context: TransformContext) -> None:
        self._context = context
        self._assets: dict[str, Asset] = {}
        self._counts: dict[str, int] = {}
        self._first_lines: dict[str, int] = {}
        self._links: dict[str, SourceDocument] = {}

    def use(self, file: StaticFile, alt: str = "") -> None:
        """Note that the document uses ``file``, shown by an image with text ``alt``."""
        known = self._assets.get(file.path)
        if known is None or (alt and not known.alt):
            url = self._context.baseurl.rstrip("/") + file.url
            self._assets[file.path] = Asset(file.path, url, alt)

    def link(self, address: str, document: SourceDocument) -> None:
        """Note that the document links to ``address``, where ``document`` stands."""
        self._links[_END.split(address, maxsplit=1)[0]] = document

    def count(self, kind: str, line: int, number: int = 1) -> None:
        """Note that ``number`` things of ``kind`` were cleaned at ``line`` (0: not known)."""
        if not number:
            return
        self._counts[kind] = self._counts.get(kind, 0) + number
        first = self._first_lines.get(kind, 0)
        if line and (not first or line < first):
            self._first_lines[kind] = line

    def tell(self, code: str, line: int, message: str, excerpt: str = "") -> None:
        """Report something that readers of the new site may miss."""
        text = excerpt_of(excerpt)
        self._context.sink(
            Diagnostic(code, Severity.WARNING, self._context.path, line, message, text)
        )

    def finish(self, body: Body, messages: Mapping[str, str]) -> Transformed:
        """Report each kind that was cleaned once, and return the result.

        ``messages`` holds the words for each kind, with ``{count}``.
        """
        for kind, count in sorted(self._counts.items()):
            line = self._first_lines.get(kind, 0)
            message = messages[kind].format(count=count)
            place = self._context.path
            told = Diagnostic(f"clean.{kind}", Severity.INFO, place, line, message, count=count)
            self._context.sink(told)
        return Transformed(body, tuple(self._assets.values()), dict(self._counts), self._links)
