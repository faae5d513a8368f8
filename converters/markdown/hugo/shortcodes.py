"""Hugo's shortcodes: those that are written, and text that only looks like one.

Hugo takes ``{{<`` and ``{{%`` for a shortcode wherever they stand, in code as well. So the
converter writes its own shortcodes between two marks that no text holds, and when the whole
document stands, ``finish`` protects the text and puts the real braces in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

OPEN: Final = "\ufdd0<"
CLOSE: Final = ">\ufdd1"
"""With noncharacters of Unicode, which texts hardly hold, and never beside these signs."""
_WRITTEN: Final = re.compile(f"{OPEN}(.*?){CLOSE}", re.DOTALL)
_OPENER: Final = re.compile(r"\{\{[<%]")
_USED: Final = re.compile(r"\{\{< (math|braces|percent|more)\b")
CODE: Final = re.compile(
    r"^[ >\t-]*(`{3,}|~{3,}).*?^[ >\t]*\1|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL
)
"""Code in Markdown, as near as a pattern can tell."""
_MORE: Final = "<!--more-->"
_OTHER_MORE: Final = "<!-- more -->"
_ANY_MORE: Final = re.compile(r"(?P<divider>(?:\A|\n\n)<!--more-->(?=\n\n|\n*\Z))|<!--more-->")
"""Hugo parts the text at each, within a paragraph, too: between blocks alone it is safe."""
_PLAIN: Final = re.compile(r"[^`\n]+\Z")

TEMPLATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "math": (
            r'{{ with .Get "display" }}\[{{ else }}\({{ end }}{{ .Inner | htmlEscape | safeHTML }}'
            r'{{ with .Get "display" }}\]{{ else }}\){{ end }}'
        ),
        "braces": "{{ `{{` | safeHTML }}",
        "percent": "{{ `{{%` | safeHTML }}",
        "more": "{{ `&lt;!--more--&gt;` | safeHTML }}",
    }
)
"""The site's own shortcodes, written beside the content where it uses them."""


def shortcode(name: str, **parameters: str) -> str:
    """Return a shortcode with named parameters, in one line."""
    words = [name, *(f"{key}={_quoted(value)}" for key, value in parameters.items())]
    return f"{OPEN} {' '.join(words)} {CLOSE}"


def call(name: str, *arguments: str) -> str:
    """Return a shortcode with positional arguments that need no quotes."""
    return f"{OPEN} {' '.join((name, *arguments))} {CLOSE}"


def quoted_call(name: str, argument: str) -> str:
    """Return a shortcode with one positional argument in quotes."""
    return f"{OPEN} {name} {_quoted(argument)} {CLOSE}"


def around(name: str, inner: str, **parameters: str) -> str:
    """Return a shortcode around ``inner``, which Hugo hands on as it is."""
    return f"{shortcode(name, **parameters)}{inner}{OPEN} /{name} {CLOSE}"


def finish(text: str) -> str:
    """Return ``text`` with what looks like a shortcode protected, and shortcodes as they are."""
    if "{{" in text:
        text = _protected(text)
    if _MORE in text:
        text = _with_one_divider(text)
    return _WRITTEN.sub(r"{{<\1>}}", text) if OPEN in text else text


def _with_one_divider(text: str) -> str:
    """Keep Hugo, which looks into code as well, from taking code or text for the divider."""
    text = CODE.sub(lambda match: match[0].replace(_MORE, call("more")), text)
    text = text.replace("\\" + _MORE, call("more"))
    if _MORE not in text:
        return text
    return _ANY_MORE.sub(lambda match: match[0] if match["divider"] else _OTHER_MORE, text)


def used_templates(text: str) -> set[str]:
    """Return the names of the site's own shortcodes in ``text``."""
    return set(_USED.findall(text)) if "{{<" in text else set()


def _protected(text: str) -> str:
    """Write ``{{< a >}}`` as ``{{</* a */>}}``; what nothing closes becomes a shortcode of ours."""
    pieces: list[str] = []
    last = 0
    while (match := _OPENER.search(text, last)) is not None:
        mark = text[match.end() - 1]
        closing = "*/>}}" if mark == "<" else "*/%}}"
        end = text.find(closing[2:], match.end())
        pieces.append(text[last : match.start()])
        if end < 0 or OPEN in text[match.end() : end]:
            pieces.append(call("braces" if mark == "<" else "percent"))
            last = match.end() - (mark == "<")  # which may begin a tag
        else:
            pieces += (match[0], "/*", text[match.end() : end], closing)
            last = end + len(closing) - 2
    return "".join((*pieces, text[last:]))


def _quoted(value: str) -> str:
    """Return ``value`` as a shortcode's string: raw where it holds quotes, if it can be."""
    folded = " ".join(value.split())
    if ('"' in folded or "\\" in folded) and _PLAIN.match(folded):
        return f"`{folded}`"
    escaped = folded.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
