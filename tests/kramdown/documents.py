r"""Strategies that build kramdown documents out of all active constructs.

Constructs nest in each other and stand side by side, well-formed or not: a loose active
character is as likely as a word. Texts hold Korean, Japanese, emoji and combining characters.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.peers.kramdown_peer import Job

Texts = SearchStrategy[str]

WORDS = (
    "a", "b", "word", "two words", "Title", "x1", "HTML", "snake_case_name", "3", "2024", "80s",
    "http://e.org/", "안녕", "세계", "한글 문서", "판을", "日本語", "テスト", "カナ", "がぎ",
    "🎉", "👨‍👩‍👧", "❤️", "🇰🇷", "e\u0301", "각", "a\u0308o", "\u00a0", "é", "ß", "…", "“q”",
)  # fmt: skip

LOOSE = (
    "*", "**", "***", "_", "__", "`", "``", "[", "]", "![", "(", ")", "](", "<", ">", "</b>",
    "<b>", "</div>", "<a", "&", "&amp", '"', "'", "$$", "$", "{:", "{", "}", "{::", "{:/}", "\\",
    "|", "~~", "~", "--", "---", "...", "<<", ">>", "<< ", " >>", ":", "^", "#", "=", "+", "-",
    "!", ".", ",", ";", "?", "  ", "\t", "1.", "{{ x }}", "{% y %}", "[^", "<!--", "-->",
)  # fmt: skip

LEAVES = (
    "`code`", "`` a`b ``", "`<b>`", "`a|b`", "$$x^2$$", "$$ \\alpha < 1 $$", "&amp;", "&copy;",
    "&#65;", "&#x3042;", "&nbsp;", "&unknown;", "&quot;", "&lt;b&gt;", "<http://e.org/a?b=c&d>",
    "<me@e.org>", "<mailto:me@e.org>", "<br>", "<br />", '<img src="i.png">', "<hr />",
    '<img src="i.png" alt="그림" />', "<!-- comment -->", "<제목>", "‹판을 엎어라>", "[^1]",
    "[^주]",
    "[^none]", "[ref]", "[ref][]", "[text][ref]", "[글][한글 ref]", "![alt][ref]", "![pic](p.png)",
    '![그림 *x*](p.png "title")', "[link](u)", '[link](<u v> "t")', "[link](u(v)w 't')", "[]()",
    "\\*", "\\_", "\\`", "\\[", "\\|", "\\\\", "\\~", "\\<", "\\{", "it's", '"quoted"', "'80s",
    "{::comment}hidden{:/comment}", "{::nomarkdown}<i>*x*</i>{:/}", "{::unknown}x{:/}",
    '<span markdown="0">*x*</span>', "<script>a < b && c</script>", "<style>b{}</style>",
    "<script>q('<i title=\"&copy; &lt; &\" x=y>*a* &amp;</i>')</script>",
    "&AMP;", "<b/>", "<U>u</U>", "<textarea>*x*\n y</textarea>",
    "<svg><path/></svg>",
    "<kbd>*k*</kbd>", "<code>*k*</code>", "<![CDATA[a *b* < &amp;]]>", "<time>*t*</time>",
    '<script type="math/tex">a < b</script>', '<b>&amp; x</b>', "<i> *x*</i>", "<?pi x?>",
    '<script type="math/tex; mode=display">x^2</script>', "<samp>*s*</samp>", ":tada:", ":+1:",
)  # fmt: skip

BREAKS = (" ", " ", " ", "\n", "\n", "  \n", "\\\\\n", "\\\n", "")

SPAN_LISTS = (
    "{:.c}",
    "{:.c}{:x .d}{:.e}",
    "{: #i}",
    "{: .c #i key='v'}",
    "{:ref}",
    '{: title="t"}',
    "{:x}",
)

ROUNDS: tuple[tuple[str, str], ...] = (
    ("*", "*"), ("**", "**"), ("_", "_"), ("__", "__"), ("***", "***"), ("*", "**"), ("~~", "~~"),
    ('"', '"'), ("'", "'"), ("[", "](u)"), ("[", '](u "t")'), ("[", "][ref]"), ("[", "]"),
    ("![", "](i.png)"), ("![", "]"), ("<b>", "</b>"), ("<em class='c'>", "</em>"),
    ("<a href='u'>", "</a>"), ("<span>", "</span>"), ("<u>", "</u>"), ("<code>", "</code>"),
    ("<p>", "</p>"), ("<div>", "</div>"), ("<b>", ""), ("<SPAN>", "</span>"), ("<i>", "</b>"),
    ("<del markdown='1'>", "</del>"), ("<q markdown='0'>", "</q>"), ("<strong>", "</strong>"),
    ("<제목>", "</제목>"), ("<x-y>", "</x-y>"), ("(", ")"), ("<!-- ", " -->"), ("`", "`"),
    ("$$", "$$"), ("<< ", " >>"), ("<sup>", "</sup>"), ("<button>", "</button>"),
)  # fmt: skip


def _one_of(*choices: str) -> Texts:
    return st.sampled_from(choices)


ATOMS: Texts = st.one_of(
    _one_of(*WORDS), _one_of(*WORDS), _one_of(*WORDS), _one_of(*LEAVES), _one_of(*LOOSE)
)


def _sequence(parts: Texts, most: int) -> Texts:
    """Return parts one after another, with a blank, a line feed or nothing between."""
    pairs = st.tuples(parts, _one_of(*BREAKS))
    return st.lists(pairs, min_size=1, max_size=most).map(
        lambda found: "".join(part + gap for part, gap in found[:-1]) + found[-1][0]
    )


def _round(content: Texts) -> Texts:
    with_list = st.tuples(st.sampled_from(ROUNDS), content, st.just("") | _one_of(*SPAN_LISTS))
    return with_list.map(lambda found: f"{found[0][0]}{found[1]}{found[0][1]}{found[2]}")


INLINES: Texts = st.recursive(
    ATOMS, lambda inner: st.one_of(_round(inner), _sequence(inner, 4)), max_leaves=7
)
LINES: Texts = _sequence(INLINES, 4)
LINE: Texts = LINES.map(lambda text: " ".join(text.split("\n")))


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line if line else line for line in lines[1:])])


HEADINGS: Texts = st.one_of(
    st.tuples(
        _one_of("#", "##", "### ", "# ", "## ", "###### "),
        LINE,
        _one_of("", "", " #", " ##", " {#id}", " {:.c}", " ##   {#가}"),
    ).map("".join),
    st.tuples(LINE, _one_of("\n===", "\n---", "\n=", " {#id}\n---", "\n--- x")).map("".join),
)

CODE: Texts = st.one_of(
    LINES.map(lambda text: _indented(text, "    ", "    ")),
    LINES.map(lambda text: _indented(text, "    ", "")),
    LINES.map(lambda text: _indented(text, "\t", "\t")),
    st.tuples(
        _one_of("~~~", "~~~~", "```", "````", "~~~ ruby", "``` python", "~~~ x?y=1", "```js {.c}"),
        LINES,
        _one_of("~~~", "~~~~", "```", "````", ""),
    ).map("\n".join),
)

CELLS: Texts = st.lists(LINE | _one_of(*WORDS), min_size=1, max_size=3).map("|".join)
ROWS: Texts = st.one_of(
    CELLS.map(lambda cells: f"|{cells}|"),
    CELLS.map(lambda cells: f"| {cells}"),
    CELLS,
    _one_of("|---|---|", "|-", "|:-:|--:|", "--|--", "|===", "|:--|", "|---+---|", "===|==="),
)
TABLES: Texts = st.lists(ROWS, min_size=1, max_size=5).map("\n".join)

LEAF_BLOCKS: Texts = st.one_of(
    LINES,
    LINES,
    HEADINGS,
    CODE,
    TABLES,
    _one_of("* * *", "---", "___", "-  - -", "***", "- - - x"),
    st.tuples(st.just("$$\n"), LINE, _one_of("\n$$", "$$", "")).map("".join),
    _one_of("^", "^", "\n", "\n\n"),
    _one_of(
        "{:.c}", "{: #block}", "{:.c .d key='v'}", "{:ref}", "{:ref: .from-ref title=\"t\"}",
        "{:toc}", "{: .no_toc}", "{:.c", "{::comment}\n주석 *x*\n{:/comment}",
        "{::nomarkdown}\n*raw* <b>x</b>\n{:/}", "{::options auto_ids=\"false\" /}",
        "{::options hard_wrap=\"true\" /}", "{::options parse_block_html='true' /}",
        "{::unknown}\nx\n{:/}", "{::comment /}", "{::options x='y' /}", "{::nomarkdown /}",
    ),
    st.tuples(_one_of("[^1]: ", "[^주]: ", "[^2]:", "[^1]:\n    "), LINES).map(
        lambda found: _indented(found[1], found[0], "    ")
    ),
    _one_of(
        "[ref]: http://e.org/ 'title'", "[ref]: <u v>", "[한글 ref]: /경로",
        "[ref]:\n  /u\n  \"t\"",
        "[REF]: x", "[ref]: u\n{:.from-def}", "*[HTML]: Hyper Text", "*[안녕]: 인사", "*[a]:",
        "*[two words]: Zwei", "[ref]: u \"t\" x", "* x\n{:toc}", "1. y\n{:toc}", "* TOC\n{:toc #c}",
    ),
)  # fmt: skip

ELEMENTS = (
    "div", "p", "section", "table", "ul", "li", "h2", "pre", "figure", "td", "details", "script",
    "DIV", "video", "제목", "blockquote", "span", "iframe",
    "b", "a", "style", "em", "code", "textarea", "time", "dl", "svg", "noscript", "nav",
)  # fmt: skip
TAG_ENDS = (
    "", "", ' class="c"', ' markdown="1"', ' markdown="0"', ' markdown="span"',
    " markdown='block'", " markdown=1", ' id="i" data-x', " CLASS='x'", ' style="a: b"',
)  # fmt: skip


def _items(content: Texts, markers: tuple[str, ...], width: int) -> Texts:
    item = st.tuples(_one_of(*markers), content, st.sampled_from((width, width, width, 4, 1, 0)))
    gaps = _one_of("\n", "\n", "\n\n")
    written = st.tuples(item.map(lambda found: _indented(found[1], found[0], " " * found[2])), gaps)
    return st.lists(written, min_size=1, max_size=4).map(
        lambda found: "".join(text + gap for text, gap in found).rstrip("\n")
    )


BULLETS = ("* ", "- ", "+ ", "*   ", "-\t", " * ", "* {:.c} ", "- [ ] ", "- [x] ", "* ", "- ", "-")
NUMBERS = ("1. ", "2. ", "10. ", "1.", "1.  ", " 3. ", "1. {:#n} ")
DEFINED = (": ", ":   ", ":", " : ", ": {:.c} ", ":\n")


def _definitions(content: Texts) -> Texts:
    return st.tuples(LINES, _one_of("\n", "\n\n"), _items(content, DEFINED, 2)).map("".join)


def _quote(content: Texts) -> Texts:
    first_and_rest = st.sampled_from((("> ", "> "), ("> ", ""), (">", ">"), (" > ", "> ")))
    return st.tuples(content, first_and_rest).map(lambda found: _indented(found[0], *found[1]))


def _element(content: Texts) -> Texts:
    parts = st.tuples(
        st.sampled_from(ELEMENTS),
        st.sampled_from(TAG_ENDS),
        _one_of("", "\n", "\n", "\n\n", " "),
        content,
        _one_of("", "\n", "\n\n"),
        _one_of("yes", "yes", "yes", "no", "and text"),
    )

    def written(found: tuple[str, ...]) -> str:
        name, attributes, lead, text, tail, closed = found
        end = {"yes": f"</{name}>", "no": "", "and text": f"</{name}> *after*"}[closed]
        return f"<{name}{attributes}>{lead}{text}{tail}{end}"

    return parts.map(written)


def _blocks(content: Texts) -> Texts:
    gaps = _one_of("\n\n", "\n\n", "\n", "\n^\n", "\n{:.c}\n")
    return st.lists(st.tuples(content, gaps), min_size=1, max_size=4).map(
        lambda found: "".join(text + gap for text, gap in found[:-1]) + found[-1][0]
    )


CONTAINERS: tuple[Callable[[Texts], Texts], ...] = (
    lambda inner: _items(inner, BULLETS, 2),
    lambda inner: _items(inner, NUMBERS, 3),
    _definitions,
    _quote,
    _element,
    _blocks,
    lambda inner: inner.map(lambda text: _indented(text, "[^2]: ", "    ")),
)

BLOCKS: Texts = st.recursive(
    LEAF_BLOCKS,
    lambda inner: st.one_of(*(container(inner) for container in CONTAINERS)),
    max_leaves=6,
)

SETTINGS: tuple[tuple[str, object], ...] = (
    ("hard_wrap", True), ("hard_wrap", False), ("hard_wrap", False), ("auto_ids", False),
    ("html_to_native", True), ("html_to_native", True), ("parse_block_html", True),
    ("parse_block_html", True), ("parse_span_html", False),
    ("smart_quotes", "apos,apos,quot,quot"), ("smart_quotes", "laquo,raquo,bdquo,ldquo"),
    ("footnote_nr", 5), ("footnote_backlink", ""), ("footnote_backlink_inline", True),
    ("footnote_prefix", "n-"), ("header_offset", 1), ("header_offset", -1),
    ("auto_id_prefix", "p-"), ("auto_id_stripping", True), ("toc_levels", "2,3"),
    ("gfm_quirks", []), ("gfm_quirks", ["no_auto_typographic"]), ("math_engine", None),
    ("remove_line_breaks_for_cjk", True), ("syntax_highlighter", None),
    ("typographic_symbols", {"hellip": "...", "ndash": "-"}),
    ("header_links", True), ("footnote_link_text", "[%s]"), ("transliterated_header_ids", False),
    ("forbidden_inline_options", ["auto_ids"]), ("link_defs", {"ref": ["/given", "T"]}),
)  # fmt: skip

JEKYLL: dict[str, object] = {
    "input": "GFM",
    "hard_wrap": False,
    "syntax_highlighter_opts": {"default_lang": "plaintext", "guess_lang": True},
}

OPTIONS: SearchStrategy[dict[str, object]] = st.one_of(
    st.just({"input": "kramdown"}),
    st.just(JEKYLL),
    st.tuples(
        st.sampled_from(("kramdown", "GFM")),
        st.lists(st.sampled_from(SETTINGS), min_size=1, max_size=4),
    ).map(lambda found: {"input": found[0], **dict(found[1])}),
)
"""kramdown's defaults, Jekyll's settings, or either dialect with a few options."""

REFERENCES = (
    "",
    "",
    "[^1] [^주] [ref] [글][한글 ref]\n\n",
    "[^1] HTML 안녕 [^1]\n\n",
    "# Title\n\n",
)
DEFINITIONS = (
    "",
    "",
    '\n\n[^1]: note\n[^주]: *각주*\n\n[ref]: /u "t"\n[한글 ref]: /경로\n*[HTML]: Hyper *Text*\n',
    "\n{:ref: .from-ref #r}\n{:x: ref .x}\n*[안녕]: 인사\n[^1]:\n    note\n\n    more\n",
)

FAMILY_SIZE = 4

NESTINGS: tuple[tuple[str, str, str], ...] = (
    ("> ", "> ", ""),
    ("* ", "  ", "\n* next"),
    ("1. ", "   ", ""),
    ("term\n: ", "  ", ""),
    ('<div markdown="1">\n', "", "\n</div>"),
    ("<section>\n", "", "\n</section>"),
    ("[^1]: ", "    ", "\n\n[^1] [^1]"),
    ("> * ", ">   ", "\n> * next"),
)


def _family(
    blocks: list[str],
    ends: tuple[str, str],
    options: tuple[dict[str, object], dict[str, object]],
    nesting: tuple[str, str, str],
) -> tuple[Job, ...]:
    """Return documents of the same blocks: apart, side by side, turned round, nested."""
    lead, tail = ends
    first, rest, end = nesting
    nested = _indented("\n\n".join(blocks), first, rest) + end
    return (
        Job(lead + "\n\n".join(blocks) + tail, options[0]),
        Job(lead + "\n".join(blocks) + tail, options[1]),
        Job(lead + " ".join(reversed(blocks)) + tail, options[0]),
        Job(lead + nested + tail, options[1]),
    )


FAMILIES: SearchStrategy[tuple[Job, ...]] = st.builds(
    _family,
    st.lists(BLOCKS, min_size=1, max_size=3),
    st.tuples(_one_of(*REFERENCES), _one_of(*DEFINITIONS)),
    st.tuples(OPTIONS, OPTIONS),
    st.sampled_from(NESTINGS),
)
"""Documents, some of the same blocks at a time: building blocks takes longer than comparing."""
