r"""Scripts and styles written so that WordPress's filters leave them alone.

WordPress runs shortcodes in scripts too; in content without blocks it takes tags in the text of a
script for tags of the page, and sets paragraphs around them. In a script's text a sign can be
written otherwise and mean the same: ``\u003c`` in JavaScript's texts and in JSON, ``\3c`` in CSS,
capitals in templates, whose text is HTML. What is none of these stays as it is.
Source of the rules: WordPress, wpautop and get_shortcode_regex, which both tell small letters
from capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

WPAUTOP_BLOCKS: Final = """
    table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map
    area blockquote address math style p h1 h2 h3 h4 h5 h6 hr fieldset legend section article
    aside hgroup header footer nav figure figcaption details menu summary
"""
"""Elements that wpautop takes for blocks."""
CORE_SHORTCODES: Final = "audio|caption|embed|gallery|playlist|video|wp_caption"
_NAMES: Final = rf"(?:br|{'|'.join(WPAUTOP_BLOCKS.split())})"
_TYPE: Final = re.compile(r"""<script\b[^>]*?\stype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_START: Final = re.compile(r"<(?P<name>script|style)\b[^>]*>", re.IGNORECASE)
_TAG: Final = re.compile(rf"<(?=/?{_NAMES}[\s/>])")
_BRACKET: Final = re.compile(rf"\[(?=/?(?i:{CORE_SHORTCODES})\b)")
_NAMED_TAG: Final = re.compile(rf"</?{_NAMES}(?=[\s/>])")
_CODE: Final = re.compile(
    r"""(?P<text>"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\Z)|'(?:[^'\\\n]|\\.)*(?:'|(?=\n)|\Z)"""
    r"""|`(?:[^`\\]|\\.)*(?:`|\Z)|//[^\n]*|/\*.*?(?:\*/|\Z))"""
    rf"|(?P<less>(?<=[\w)\]])\s*<(?={_NAMES}\s))|(?P<tag>{_TAG.pattern})"
    rf"|(?P<bracket>{_BRACKET.pattern})",
    re.DOTALL,
)
"""A text or comment of JavaScript, and outside of them what reads as a tag or as a shortcode."""


def _javascript_tags(code: str) -> str:
    return _CODE.sub(_without_tags, code)


def _without_tags(part: re.Match[str]) -> str:
    if part["text"]:
        return _TAG.sub(r"\\u003c", part["text"])
    if part["less"]:
        return f"{part['less']} "
    return r"\u003c" if part["tag"] else part[0]


def _javascript_brackets(code: str) -> str:
    return _CODE.sub(_without_brackets, code)


def _without_brackets(part: re.Match[str]) -> str:
    if part["text"]:
        return _BRACKET.sub(r"\\u005b", part["text"])
    return "[ " if part["bracket"] else part[0]


def _style_tags(code: str) -> str:
    return _TAG.sub(r"\\3c ", code)


def _style_brackets(code: str) -> str:
    return _BRACKET.sub("[ ", code)


def _template_tags(html: str) -> str:
    return _NAMED_TAG.sub(lambda tag: tag[0].upper(), html)


def _template_brackets(html: str) -> str:
    return _BRACKET.sub("&#91;", html)


Rewriter = Callable[[str], str]
_KINDS: Final[Mapping[re.Pattern[str], tuple[Rewriter, Rewriter]]] = {
    re.compile(pattern, re.IGNORECASE): rewriters
    for pattern, rewriters in {
        r"|module|.*(?:java|ecma)script|.*json|importmap|speculationrules|text/x-mathjax-config": (
            _javascript_tags,
            _javascript_brackets,
        ),
        r"text/(?:html|(?:x-|ng-)?template|(?:x-)?(?:handlebars|mustache|underscore)(?:-template)?"
        r"|x-kendo-template|x-jsrender|x-jquery-tmpl|x-tmpl)|x-tmpl-mustache": (
            _template_tags,
            _template_brackets,
        ),
    }.items()
}
"""Types of scripts, and what rewrites tags and shortcodes in their text."""


def without_tags(element: str) -> str:
    """Return the HTML of a script or style without what wpautop takes for tags."""
    return _rewritten(element, 0)


def without_shortcodes(element: str) -> str:
    """Return the HTML of a script or style without what reads as one of WordPress's shortcodes."""
    return _rewritten(element, 1)


def _rewritten(element: str, which: int) -> str:
    start = _START.match(element)
    if start is None:
        return element
    end = element.rfind("</")
    rewriter = _rewriter(start, which)
    return element[: start.end()] + rewriter(element[start.end() : end]) + element[end:]


def _rewriter(start: re.Match[str], which: int) -> Rewriter:
    if start["name"].lower() == "style":
        return (_style_tags, _style_brackets)[which]
    written = _TYPE.match(start[0])
    kind = written[1] if written else ""
    found = (pair[which] for pattern, pair in _KINDS.items() if pattern.fullmatch(kind))
    return next(found, str)
