"""The differences that ``docs/kramdown-differences.md`` lists, each with a narrow rule.

A rule says of a document whether its difference is that one. Names are the headings there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.kramdown.normal_html import KEEPS_WHITE_SPACE, Kind, Token, normalise
from tests.peers.kramdown_peer import Job

Rule = Callable[[Job, str, str], bool]

_OLD_REFERENCE = re.compile(r'(<sup id="fnref:[^"]*") role="doc-noteref"><a ([^>]*)>')

_SINCE_2_5 = re.compile(r"<!\[CDATA\[|</?time\b|[^\W\d_]-?_{3}", re.IGNORECASE)
"""CDATA sections, an element that 2.4 takes for a block, many underscores after a letter."""
_OPTIONS_SINCE_2_5 = frozenset({"footnote_link_text", "header_links"})

_MARKDOWN_IN_TEXT = re.compile(
    r"<(?:pre|script|style|textarea|iframe)\b.*\bmarkdown=", re.DOTALL | re.IGNORECASE
)
_SCRIPT_IN_COMMENT = re.compile(r"<script\b.*<!--.*<script\b", re.DOTALL | re.IGNORECASE)
_REFERENCE_IN_SCRIPT_OF_HEADING = re.compile(r"#.*<script.*&(?:amp|lt|gt);", re.IGNORECASE)
_HEADING_ID = re.compile(r'(?<=<h[1-6])(?: id="[^"]*")?')
_LIST_ON_BOX = re.compile(r"\[[ xX]\]\s+\{:")
_BOX = re.compile(r"<input[^>]*>")
_DISPLAY_SCRIPT = re.compile(r"<script[^>]*mode=display", re.IGNORECASE)
_REFERENCE_IN_CODE = re.compile(r"<code[^>]*>.*<.*&[\w#:]", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(r"(<code[^>]*>).*?</code>", re.DOTALL)
_EMPHASIS_TAG = re.compile(r"<(?:a|b|em|i|strong)\b[^>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br />\n?|\\?\n")
_DISPLAY_MARKS = re.compile(r"\\[\[\]()]\n?")


def as_kramdown_2_5(html: str) -> str:
    """Return what kramdown 2.4 wrote with the ``role`` of footnotes where 2.5 has it."""
    html = html.replace(' role="doc-endnote"', "")
    return _OLD_REFERENCE.sub(r'\1><a \2 role="doc-noteref">', html)


def is_known_to(version: str, job: Job) -> bool:
    """Whether kramdown of this version has what the document holds."""
    if not version.startswith("2.4"):
        return True
    return not (_SINCE_2_5.search(job.text) or _OPTIONS_SINCE_2_5 & job.options.keys())


def reason_of(job: Job, theirs: str, ours: str) -> str:
    """Return the name of the listed difference that this document shows, or an empty string."""
    return next((name for name, rule in RULES.items() if rule(job, theirs, ours)), "")


def _is_markdown_in_text_elements(job: Job, theirs: str, ours: str) -> bool:
    """White space, where an attribute asks for Markdown in an element that keeps its lines."""
    if not _MARKDOWN_IN_TEXT.search(job.text):
        return False
    return _without_kept_blanks(theirs) == _without_kept_blanks(ours)


def _is_script_without_end(job: Job, theirs: str, ours: str) -> bool:
    """White space after a script in which another begins within a comment."""
    if not _SCRIPT_IN_COMMENT.search(job.text):
        return False
    # What follows is text of the script, the references of kramdown's links back too.
    return _without_kept_blanks(theirs.replace("&#8617;", "↩")) == _without_kept_blanks(ours)


def _is_reference_in_script_of_heading(job: Job, theirs: str, ours: str) -> bool:
    """The id of a heading with a script, in which ``&amp;`` and its like are written out."""
    if not _REFERENCE_IN_SCRIPT_OF_HEADING.search(job.text):
        return False
    return normalise(_HEADING_ID.sub("", theirs)) == normalise(_HEADING_ID.sub("", ours))


def _is_list_on_task_box(job: Job, theirs: str, ours: str) -> bool:
    """Attributes on the box of a task."""
    if not _LIST_ON_BOX.search(job.text):
        return False
    return normalise(_BOX.sub("", theirs)) == normalise(_BOX.sub("", ours))


def _is_display_formula_in_line(job: Job, theirs: str, ours: str) -> bool:
    """A script with a formula to be displayed, in a line of text."""
    if not job.options.get("html_to_native") or not _DISPLAY_SCRIPT.search(job.text):
        return False
    return normalise(_DISPLAY_MARKS.sub("$$", theirs)) == normalise(_DISPLAY_MARKS.sub("$$", ours))


def _is_reference_in_element_in_code(job: Job, theirs: str, ours: str) -> bool:
    """Character references in an element within ``code``, which kramdown loses."""
    if not job.options.get("html_to_native") or not _REFERENCE_IN_CODE.search(job.text):
        return False
    return normalise(_CODE.sub(r"\1</code>", theirs)) == normalise(_CODE.sub(r"\1</code>", ours))


def _is_break_in_converted_emphasis(job: Job, theirs: str, ours: str) -> bool:
    """Line feeds in emphasis in an element that becomes native."""
    is_asked_for = job.options.get("html_to_native") and job.options["input"] == "GFM"
    if not is_asked_for or not _EMPHASIS_TAG.search(job.text):
        return False
    return normalise(_BREAK.sub("\n", theirs)) == normalise(_BREAK.sub("\n", ours))


def _without_kept_blanks(html: str) -> list[Token]:
    """Return the tokens without the white space in elements that keep it."""
    tokens, depth = [], 0
    for token, kind in normalise(html):
        name = token.strip("</>").split(" ")[0] if kind is not Kind.TEXT else ""
        if name in KEEPS_WHITE_SPACE:
            depth += -1 if token.startswith("</") else 1
        blanks = kind is Kind.TEXT and depth > 0
        tokens.append(("".join(token.replace("\\n", "").split()) if blanks else token, kind))
    return [token for token in tokens if token[0]]


RULES: Mapping[str, Rule] = {
    "Markdown in elements that keep their lines": _is_markdown_in_text_elements,
    "Scripts that do not end": _is_script_without_end,
    "References in scripts of headings": _is_reference_in_script_of_heading,
    "Attributes of a task's box": _is_list_on_task_box,
    "Display formulas in a line": _is_display_formula_in_line,
    "References in elements in code": _is_reference_in_element_in_code,
    "Line breaks in elements that become emphasis": _is_break_in_converted_emphasis,
}
"""By the headings of ``docs/kramdown-differences.md``."""
