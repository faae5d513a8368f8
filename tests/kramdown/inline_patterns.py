"""Texts that are hard on an inline parser: each pattern makes one of about ``size`` characters."""

from __future__ import annotations

from collections.abc import Callable

UNITS = (
    "*", "*a_ ", "_a __b ", "**a *b ", "***a ", "*a `b", "_", "a_", "*<b>", "**<b>", "*a <i>",
    "[", "[a](", "![", "![x]", "[a] ", "[a](b \"", "[a](<", "[*", "![*", "![<b>", "[[^1]", "*[a](",
    "<a ", "<b>", "<a x=\"", "<!--", "<![CDATA[", "<http:", "<b>*", "<b>[a](", "<code><b>",
    "&", "&amp;", "$$a", "\"", "'\"", "\"a [", "~~", "~~a ", "{::", "{:", "{:\\}", "{::comment}",
    "(", "`a``", "\\", "--", "*b*{:.c}", "word [a](b) *c*  \n", ":a: [", "[:smile:",
)  # fmt: skip


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit))


PATTERNS: dict[str, Callable[[int], str]] = {
    **{unit: _repeated(unit) for unit in UNITS},
    "growing runs of backticks": lambda size: "".join(
        "`" * length + " " for length in range(1, int((2 * size) ** 0.5))
    ),
    "nested brackets": lambda size: "[" * (size // 2) + "x" + "]" * (size // 2),
    "nested images": lambda size: "![" * (size // 3) + "x" + "]" * (size // 3),
    "nested images with URLs": lambda size: "![" * (size // 6) + "x" + "](u)" * (size // 6),
    "spaces in a tag": lambda size: "<a" + " " * size,
    "parentheses in a URL": lambda size: "[a](" + "(" * size,
    "quotes in a title": lambda size: '[a](b "' + '" ' * (size // 2),
    "abbreviations": lambda size: "*[a]: b\n\n" + "a" * size,
    "open brackets, one end": lambda size: "[a" * (size // 2) + "]",
    "open images, one end": lambda size: "![a" * (size // 3) + "]",
    "labels, one end": lambda size: "[a] [" * (size // 5) + "b]",
    "standalone images": lambda size: "![a](b){:standalone}\n\n" * (size // 21),
    "attribute lists on one": lambda size: "*a*" + "{:.b}" * (size // 5),
    "tags in a script": lambda size: "a <script>" + "<b>" * (size // 3),
    "scripts in a script": lambda size: "a " + "<script>" * (size // 8),
    "closed tags": lambda size: "a " + "<b>" * (size // 7) + "x" + "</b>" * (size // 7),
    "emphasis around links": lambda size: "*[a](b) " * (size // 8),
}
