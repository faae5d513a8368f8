"""Texts that are hard on a block parser: each pattern makes one of about ``size`` characters."""

from __future__ import annotations

from collections.abc import Callable


def _stairs(line: Callable[[int], str], size: int) -> str:
    """Return lines that grow by a character each."""
    return "".join(line(number) for number in range(1, int((2 * size) ** 0.5)))


def _repeated(unit: str, end: str = "") -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit)) + end


PATTERNS: dict[str, Callable[[int], str]] = {
    # quotations and lists
    "quote marks": _repeated(">"),
    "spaced quote marks": _repeated("> ", "a"),
    "quoted lines": _repeated("> a\n"),
    "quotes in stairs": lambda size: _stairs(lambda number: ">" * number + "a\n", size),
    "quotes, then lazy lines": lambda size: ">" * (size // 2) + "a\n" + "b\n" * (size // 4),
    "two quoted lines, then lazy": lambda size: (
        (">" * (size // 4) + "a\n") * 2 + "b\n" * (size // 4)
    ),
    "bullets": _repeated("- ", "a"),
    "stars": _repeated("* "),
    "bullets, then lazy lines": lambda size: "- " * (size // 4) + "a\n" + "b\n" * (size // 4),
    "numbers": _repeated("1. ", "a"),
    "items": _repeated("- a\n"),
    "loose items": _repeated("- a\n\n"),
    "nested items": lambda size: "".join(" " * 2 * i + "- a\n" for i in range(int(size**0.5))),
    "nested loose items": lambda size: "".join(
        " " * 2 * i + "- a\n\n" for i in range(int(size**0.5))
    ),
    "quotes and bullets": _repeated("> - ", "a"),
    "two kinds of items": _repeated("- a\n1. b\n"),
    "items of changing indentation": lambda size: "".join(
        " " * (i % 4) + "- a\n" for i in range(size // 6)
    ),
    "items with attributes": _repeated("- {:.a}\n"),
    "tasks": _repeated("- [ ] a\n"),
    "bullets, then a break of another sort": _repeated("- ", "*"),
    "wide numbers": _repeated("1.  ", "a"),
    "tabs after a bullet": lambda size: "-" + "\t" * size + "a",
    "definitions": _repeated("a\n: b\n"),
    "nested definitions": lambda size: "a\n" + ": " * (size // 2),
    # HTML
    "start tags": _repeated("<div>"),
    "balanced tags": lambda size: "<div>" * (size // 11) + "</div>" * (size // 11),
    "tags with Markdown": _repeated('<div markdown="1">\n'),
    "tags with Markdown on a line": _repeated('<div markdown="1">'),
    "paragraphs with Markdown": _repeated('<p markdown="1">'),
    "void tags": _repeated("<hr/>"),
    "scripts": _repeated("<script>"),
    "open comments": _repeated("<!--"),
    "open comments on lines": _repeated("<!-- a\n"),
    "open instructions": _repeated("<div><?"),
    "open CDATA": _repeated("<div><![CDATA["),
    "open quotes in tags": _repeated('<div a="'),
    "open tags": _repeated("<div a='b' "),
    "unclosed tables": _repeated("<table><tr><td>"),
    "emphasis in raw HTML": lambda size: "<div>" + "<b>" * (size // 3),
    "emphasis and text in raw HTML": lambda size: "<div>" + "<em>a" * (size // 5),
    "stray end tags": _repeated("</div>\n"),
    "angles": _repeated("<\n"),
    # attribute lists and extensions
    "open lists": _repeated("{:\n"),
    "open lists, one end": _repeated("{: a\n", "}x"),
    "open lists in paragraphs": _repeated("a\n{: b\n", "}x"),
    "escaped braces": _repeated("{: \\}\n"),
    "escaped braces in a list": lambda size: "{: " + "\\}" * (size // 2) + "\n",
    "open attributes": lambda size: "{: " + 'a="b ' * (size // 5) + "}\n",
    "escaped quotes": lambda size: "{: " + 'a="\\"" ' * (size // 7) + "}\n",
    "classes": lambda size: "a\n{: " + ".a " * (size // 3) + "}\n",
    "attribute lists": _repeated("a\n{:.b}\n"),
    "definitions that refer on": lambda size: (
        "".join(f"{{:a{i}: a{i + 1}}}\n" for i in range(size // 12)) + "b\n{:a0}\n"
    ),
    "definitions that refer twice": lambda size: (
        "".join(f"{{:a{i}: a{i + 1} a{i + 1} .b}}\n" for i in range(size // 20)) + "\nc\n{: a0}\n"
    ),
    "a definition that names itself": lambda size: "{:a: " + "a " * (size // 2) + "}\nb\n{:a}\n",
    "attribute lists on lines": lambda size: "a\n" + "{:.b}\n" * (size // 6),
    "open extensions": _repeated("{::comment}\n"),
    "open words": _repeated("{::comment a\n"),
    "options": _repeated('{::options a="b" /}\n'),
    # code and mathematics
    "fences": _repeated("~~~\n"),
    "open fences": _repeated("~~~ a\n\n"),
    "fences in stairs": lambda size: _stairs(lambda number: "~" * number + "a\n\n", size),
    "fences up the stairs": lambda size: "".join(
        "~" * number + "a\n\n" for number in range(int((2 * size) ** 0.5), 3, -1)
    ),
    "mixed fences": _repeated("~`~`~a\n\n", "~~~\n"),
    "one long fence": _repeated("~"),
    "long fences, short ends": lambda size: "~~~~~~a\n\n" * (size // 16) + "~~~\n" * (size // 8),
    "indented lines": _repeated("    a\n"),
    "indented and lazy lines": _repeated("    a\nb\n"),
    "indented code, open lists": _repeated("    a\n{: b\n"),
    "dollars": _repeated("$$ a\n\n"),
    "escaped dollars": _repeated("\\$$a\n\n"),
    # tables
    "rows": _repeated("a|b\n"),
    "rows that are no table": _repeated("a|b\n", "c"),
    "short rows that are no table": _repeated("a|b\nc\n\n"),
    "backticks and pipes": _repeated("`|", "\n"),
    "growing backticks and pipes": lambda size: _stairs(lambda n: "`" * n + "|", size) + "\n",
    "open elements in rows": _repeated("a|<b>\n"),
    "open code in a row": _repeated("|<code>", "\n"),
    "open code tags in a row": _repeated("|<code ", "\n"),
    "open comments in rows": _repeated("a|<!--\n"),
    "pipes": _repeated("|"),
    "separators": _repeated("|-\n"),
    # definitions
    "footnotes": _repeated("[^a]: b\n"),
    "nested footnotes": _repeated("[^a]:"),
    "chained footnotes": lambda size: (
        "[^0]\n\n" + "".join(f"[^{i}]: [^{i + 1}]\n\n" for i in range(size // 16))
    ),
    "links": _repeated("[a]: b\n"),
    "link with quotes": lambda size: "[a]: b " + ' "' * (size // 2) + "\n",
    "link with angles": lambda size: "[a]: <" + '> "' * (size // 3) + "\n",
    "half links": _repeated("[a]:\n"),
    "abbreviations": _repeated("*[a]: b\n"),
    # the rest
    "setext headings": _repeated("a\n---\n"),
    "headings": _repeated("# a\n"),
    "number signs": _repeated("#"),
    "contents": lambda size: "* x\n{:toc}\n\n" + "# a\n\n" * (size // 5),
    "breaks": _repeated("* * *\n"),
    "a break that is none": _repeated("-", "a\n"),
    "line feeds": _repeated("\n"),
    "blanks": _repeated(" ", "a"),
    "tabs": _repeated("\t", "a"),
    "stray lines": _repeated(" \ta\n"),
    "end markers": _repeated("^\n"),
    "a paragraph": _repeated("a b c\n"),
    "paragraphs": _repeated("a\n\n"),
    "a paragraph in pieces": _repeated("a\n<b>\n"),
}
