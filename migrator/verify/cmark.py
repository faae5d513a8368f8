"""Markdown to HTML by cmark-gfm, a parser that is not ours."""

from __future__ import annotations

from typing import Final

from cmarkgfm import cmark

_OPTIONS: Final = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
_EXTENSIONS: Final = ["table", "strikethrough", "autolink", "tasklist"]


def render(markdown: str, *, extensions: bool = True) -> str:
    """Return ``markdown`` as HTML by cmark-gfm, with GitHub's extensions and footnotes or bare."""
    if not extensions:
        return str(cmark.markdown_to_html(markdown, cmark.Options.CMARK_OPT_UNSAFE))
    return str(cmark.markdown_to_html_with_extensions(markdown, _OPTIONS, _EXTENSIONS))
