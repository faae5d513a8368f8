"""The differences that ``docs/kramdown-differences.md`` lists, each with a narrow rule.

A rule says of a document whether its difference is that one. Names are the headings there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.kramdown.normal_html import Token, normalise
from tests.peers.kramdown_peer import Job

Rule = Callable[[Job, str, str], bool]

_OLD_REFERENCE = re.compile(r'(<sup id="fnref:[^"]*") role="doc-noteref"><a ([^>]*)>')

_MARKDOWN_IN_TEXT = re.compile(r"<(?:script|style|textarea|iframe)\b.*\bmarkdown=", re.DOTALL)
_LIST_ON_BOX = re.compile(r"\[[ xX]\]\s+\{:")
_BOX = re.compile(r"<input[^>]*>")
_BEFORE_BACKLINK = re.compile(r'\s*(?:</p>\s*<p>)?\s*(?=<a [^>]*class="reversefootnote")')
_STRAY_LINE = re.compile(r"^[> ]* {1,3}\t", re.MULTILINE)


def as_kramdown_2_5(html: str) -> str:
    """Return what kramdown 2.4 wrote with the ``role`` of footnotes where 2.5 has it."""
    html = html.replace(' role="doc-endnote"', "")
    return _OLD_REFERENCE.sub(r'\1><a \2 role="doc-noteref">', html)


def reason_of(job: Job, theirs: str, ours: str, version: str) -> str:
    """Return the name of the listed difference that this document shows, or an empty string."""
    rules = {**RULES_2_4, **RULES} if version.startswith("2.4") else RULES
    return next((name for name, rule in rules.items() if rule(job, theirs, ours)), "")


def _is_markdown_in_text_elements(job: Job, theirs: str, ours: str) -> bool:
    """White space where an attribute asks for Markdown within what browsers take for text."""
    if not _MARKDOWN_IN_TEXT.search(job.text):
        return False
    return _without_blanks(theirs) == _without_blanks(ours)


def _is_break_after_stray_line(job: Job, theirs: str, ours: str) -> bool:
    """A break that ends a line which starts with a blank and a tab, where nothing follows."""
    if job.options["input"] != "GFM" or not _STRAY_LINE.search(job.text):
        return False
    return _without_breaks(theirs) == _without_breaks(ours)


def _is_element_around_pipe(job: Job, theirs: str, ours: str) -> bool:
    """Lines with pipes and elements that hold unclosed ones: what is a table differs."""
    if "|" not in job.text or "<" not in job.text:
        return False
    return theirs.count("<table") != ours.count("<table")


def _is_list_on_task_box(job: Job, theirs: str, ours: str) -> bool:
    """Attributes on the box of a task."""
    if not _LIST_ON_BOX.search(job.text):
        return False
    return normalise(_BOX.sub("", theirs)) == normalise(_BOX.sub("", ours))


def _is_place_of_backlink(job: Job, theirs: str, ours: str) -> bool:
    """The link back of a footnote whose last line is an attribute list or an extension."""
    if "[^" not in job.text or "{:" not in job.text:
        return False
    return normalise(_BEFORE_BACKLINK.sub("", theirs)) == normalise(_BEFORE_BACKLINK.sub("", ours))


def _without_blanks(html: str) -> str:
    return "".join("".join(text.split()).replace("\\n", "") for text, _kind in normalise(html))


def _without_breaks(html: str) -> list[Token]:
    return normalise(html.replace("<br />", "\n"))


RULES_2_4: Mapping[str, Rule] = {}

RULES: Mapping[str, Rule] = {
    "Markdown in text elements": _is_markdown_in_text_elements,
    "Unclosed elements around pipes": _is_element_around_pipe,
    "Attributes of a task's box": _is_list_on_task_box,
    "The link back after an attribute list": _is_place_of_backlink,
    "A break after a stray line": _is_break_after_stray_line,
}
"""By the headings of ``docs/kramdown-differences.md``."""
