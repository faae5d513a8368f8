"""Keeps Liquid from reading what is text: Jekyll evaluates a page before kramdown sees it.

The braces of what was Liquid and stays so are parted by a character until ``finish`` has protected
the rest (Liquid: raw).
"""

from __future__ import annotations

import re
from typing import Final

from converters.markdown.dialects import Dialect

LIVE: Final = "\ufdd2"
"""A noncharacter that parts the two braces of Liquid that must stay alive."""
_PARTED: Final = re.compile(rf"\{{{LIVE}(?=[{{%])")

_MARKUP: Final = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)", re.MULTILINE)
_FENCE: Final = re.compile(
    r"^(?P<lead>[ >\t]*)(?P<fence>`{3,}|~{3,}).*\n"
    r"(?P<code>(?:.*\n)*?)(?=(?P=lead)(?P=fence))",
    re.MULTILINE,
)
_END: Final = "endraw"


def live(text: str, dialect: Dialect) -> str:
    """Return Liquid ``text`` so that ``finish``, where ``dialect`` has it, leaves it alone."""
    if not dialect.liquid:
        return text
    return text.replace("{{", f"{{{LIVE}{{").replace("{%", f"{{{LIVE}%")


def finish(text: str) -> str:
    """Return ``text`` with all that only looks like Liquid between ``raw`` and ``endraw``."""
    if "{{" in text or "{%" in text:
        pieces: list[str] = []
        last = 0
        for match in _FENCE.finditer(text):
            pieces += (_protect_lines(text[last : match.start("code")]), _protect_code(match))
            last = match.end()
        pieces.append(_protect_lines(text[last:]))
        text = "".join(pieces)
    return _PARTED.sub("{", text) if LIVE in text else text


def _protect_code(match: re.Match[str]) -> str:
    """Protect a whole code block at once, its first line to its last."""
    code, lead = match["code"], match["lead"]
    if not _MARKUP.search(code):
        return code
    if _END in code or not code.startswith(lead):
        return _protect_lines(code)
    return f"{lead}{{% raw %}}{code[len(lead) : -1]}{{% endraw %}}\n"


def _protect_lines(text: str) -> str:
    return _MARKUP.sub(_protect, text)


def _protect(match: re.Match[str]) -> str:
    text = match[0]
    if _END in text:  # it would end itself: only its opening is protected
        return f"{{% raw %}}{text[:2]}{{% endraw %}}{_protect_lines(text[2:])}"
    return f"{{% raw %}}{text}{{% endraw %}}"
