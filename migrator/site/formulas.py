r"""Formulas that a script of the site's layouts finds in the finished page: MathJax and KaTeX.

kramdown takes ``$$…$$`` alone for a formula. What stands between single dollars is text to it and
to Jekyll; readers saw a formula where a layout loads MathJax or KaTeX and names the dollar as its
sign (MathJax: ``inlineMath``; KaTeX's auto-render: ``delimiters``). Both find ``\(…\)`` unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from migrator.diagnostics import ignore
from migrator.site.records import Site, SourceDocument
from migrator.site.ruby_values import is_true, to_text
from migrator.site.text_files import encoding_of, read_text

DOLLAR: Final = "$"
PARENTHESIS: Final = "\\("

_FOLDERS: Final = (("includes_dir", "_includes"), ("layouts_dir", "_layouts"))
_TEXT: Final = frozenset({".html", ".htm", ".md", ".js", ".liquid"})
_SCRIPT: Final = re.compile(r"mathjax|katex", re.IGNORECASE)
_QUOTED_DOLLAR: Final = re.compile(r"([\"'])\$\1")
_KEY: Final = re.compile(r"\bpage\.(\w*(?:math|katex|latex)\w*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormulaScript:
    """The signs that the site's script takes for a formula's, and the keys that pages ask with.

    Without keys every page has the script; else those on which one of them is true.
    """

    signs: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    def signs_on(self, document: SourceDocument) -> frozenset[str]:
        """Return the signs that begin a formula in ``document``."""
        if self.keys and not any(is_true(document.data.get(key)) for key in self.keys):
            return frozenset()
        return self.signs


def formula_script(site: Site) -> FormulaScript:
    """Return what the layouts and includes of ``site`` say of formulas; nothing without a script.

    A script that a gem's theme loads is not seen.
    """
    texts = [text for text in _texts(site) if _SCRIPT.search(text)]
    if not texts:
        return FormulaScript()
    dollars = any(map(_QUOTED_DOLLAR.search, texts))
    keys = frozenset(key for text in texts for key in _KEY.findall(text))
    return FormulaScript(frozenset({PARENTHESIS, *([DOLLAR] if dollars else ())}), keys)


def _texts(site: Site) -> Iterator[str]:
    encoding = encoding_of(site.config)
    for setting, usual in _FOLDERS:
        folder: Path = site.root / to_text(site.config.get(setting) or usual).strip("/")
        found = sorted(folder.rglob("*")) if folder.is_dir() else []
        for file in found:
            if file.suffix.lower() in _TEXT and file.is_file():
                path = file.relative_to(site.root).as_posix()
                yield read_text(file, path, encoding, ignore) or ""
