"""Text written so that WordPress's filters leave it alone.

WordPress runs shortcodes, embeds lone addresses and mends the spelling of its own name
everywhere, code included; outside code it makes pictures of smilies and sets its typography. A
character written as a reference is none of these to it, and the same to readers.
"""

from __future__ import annotations

import re
from typing import Final

from converters.wordpress.scripts import CORE_SHORTCODES, without_shortcodes
from migrator.html.escape import escape_text

_SHORTCODE: Final = re.compile(r"\[(?=[\w/\[-])")
_ADDRESS: Final = re.compile(r"^([^\S\n]*https?):\/\/", re.MULTILINE | re.IGNORECASE)
_SMILEY: Final = re.compile(r"[:;8=](?<!\S.)(?=-?[()|?/DPpoOxX](?!\S)|[a-z]{3,7}:(?!\S))")
_NAME: Final = re.compile(r"(?<=Word)p(?=ress)")
_TYPOGRAPHY: Final = re.compile(
    r"""['"`]|--|\.\.|(?<=\d)x(?=\d)|[:;8=]-?[()|?/\\DPpoOxX$](?=\s|$)"""
)
_HIDDEN_TYPOGRAPHY: Final = re.compile(
    r"""''|``|(?<=\d)['"]|--|\.\.|(?<=\d)x(?=\d)|[:;8=]-?[()|?/\\DPpoOxX$](?=\s|$)"""
)
"""Typography that makes one sign of several, or another than a curly one."""
_CORE_SHORTCODE: Final = re.compile(rf"\[/?(?:{CORE_SHORTCODES})\b", re.IGNORECASE)
_LEFT_OVER: Final = re.compile(
    rf"<(script|style)\b.*?</\1>|\[(?=/?(?:{CORE_SHORTCODES})\b)", re.DOTALL | re.IGNORECASE
)
_REFERENCE: Final = re.compile(r"(&#?\w+;)")
_BLOCK_COMMENT: Final = re.compile(r"<!--(?=\s*/?wp:)")


def protect_text(text: str) -> str:
    """Return the HTML of ``text`` without what looks like a shortcode or a lone address."""
    return _protect(escape_text(text))


def is_harmless(text: str) -> bool:
    """Return whether ``text`` needs no protection."""
    return (
        _SHORTCODE.search(text) is None
        and ("://" not in text or _ADDRESS.search(text) is None)
        and _SMILEY.search(text) is None
        and ("Word" not in text or _NAME.search(text) is None)
    )


def protect_formula(latex: str) -> str:
    """Return the HTML of LaTeX that typography, smilies, shortcodes and embeds leave alone."""
    return _protect(_referring(_TYPOGRAPHY, _with_comments(latex)))


def protect_annotation(latex: str) -> str:
    """Return the HTML of LaTeX that stands in MathML for editors, and shows nothing itself.

    As few references as can be: WordPress's own editor shows them as they are.
    """
    html = _referring(_HIDDEN_TYPOGRAPHY, _with_comments(latex))
    html = _NAME.sub("&#112;", _SMILEY.sub(_as_references, html))
    return _ADDRESS.sub(r"\1:&#47;&#47;", html)


def protect_markup(html: str) -> str:
    """Return ``html`` without WordPress's own shortcodes in what is left.

    Those can stand in attribute values and in HTML that nobody parsed, and in scripts, where a
    reference would mean something else.
    """
    return _LEFT_OVER.sub(_protect_bracket, html)


def left_shortcode(html: str) -> str:
    """Return what still reads as one of WordPress's shortcodes, '' if nothing does."""
    found = _CORE_SHORTCODE.search(html)
    return found[0] if found else ""


def without_block_comments(html: str) -> str:
    """Return ``html``, which goes into a block, with no comment that reads as a block's."""
    return _BLOCK_COMMENT.sub("<!-- -", html)


def _with_comments(latex: str) -> str:
    """Return the HTML of LaTeX, with line feeds that no filter sees where they end comments."""
    html = escape_text(latex)
    return html.replace("\n", "&#10;") if "%" in latex else html


def _protect(html: str) -> str:
    html = _NAME.sub("&#112;", _SMILEY.sub(_as_references, html))
    return _ADDRESS.sub(r"\1:&#47;&#47;", _SHORTCODE.sub("&#91;", html))


def _protect_bracket(found: re.Match[str]) -> str:
    return without_shortcodes(found[0]) if found[1] else "&#91;"


def _referring(pattern: re.Pattern[str], html: str) -> str:
    """Return ``html`` with references for what ``pattern`` finds outside of references."""
    parts = _REFERENCE.split(html)
    parts[::2] = [pattern.sub(_as_references, part) for part in parts[::2]]
    return "".join(parts)


def _as_references(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in found[0])
