"""The part of a body that Jekyll takes for the excerpt, before Liquid (Jekyll: excerpt.rb)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from migrator.site.records import SourceDocument
from migrator.site.ruby_values import is_true, to_text
from migrator.source import LineMap, SourceText

LIQUID_BLOCKS: Final = frozenset(
    ("block", "capture", "case", "comment", "for", "highlight", "if", "ifchanged", "raw")
) | {"tablerow", "unless"}
_TAG_START: Final = "{%"
_TAG_END: Final = "%}"
_TAG_NAME: Final = re.compile(r"\{%-?\s*(\w+)", re.ASCII)
_DEFINITION: Final = re.compile(r"^ {0,3}(?:(\[[^\]]+\])(:.+))$", re.MULTILINE)


def excerpt_separator(document: SourceDocument, config: Mapping[str, object]) -> str:
    """Return the text that ends the document's excerpt; empty: no excerpt is made."""
    own = document.data.get("excerpt_separator")
    return to_text(own if is_true(own) else config.get("excerpt_separator"))


def has_own_excerpt(document: SourceDocument) -> bool:
    """Return whether front matter or defaults give the excerpt; it is then used as it is."""
    return is_true(document.data.get("excerpt"))


def excerpt_source(
    document: SourceDocument,
    body: SourceText,
    config: Mapping[str, object],
    blocks: Collection[str] = LIQUID_BLOCKS,
) -> SourceText | None:
    """Return the excerpt of a document's body, or None where Jekyll makes none.

    Liquid blocks that the cut leaves open are closed, and link definitions of the rest that the
    excerpt uses are added at its end. ``blocks`` are the names of Liquid's block tags. Pages have
    excerpts only if the configuration says ``page_excerpts``.
    """
    separator = excerpt_separator(document, config)
    if not separator or (document.kind == "page" and not _has_page_excerpt(document, config)):
        return None
    head, _, tail = body.text.partition(separator)
    if not tail:
        return SourceText(body.path, head, body.lines)
    extra = [f"\n{{% end{name} %}}" for name in _open_blocks(head, blocks)]
    found = _DEFINITION.findall(tail) if "]:" in tail else ()
    definitions = [label + rest for label, rest in found if label in head]
    if definitions:
        extra.append("\n\n" + "\n".join(definitions))
    return _extended(body, head, "".join(extra))


def _has_page_excerpt(document: SourceDocument, config: Mapping[str, object]) -> bool:
    return is_true(config.get("page_excerpts")) and document.output_ext in (
        ".html",
        ".xhtml",
        ".htm",
    )


def _open_blocks(head: str, blocks: Collection[str]) -> list[str]:
    """Return the block tags to close, innermost first.

    A name whose end tag stands anywhere in the text counts as closed, as in Jekyll.
    """
    names = list(_tag_names(head))
    ends = [name.removeprefix("end") for name in set(names) if name.startswith("end")]
    return [
        name
        for name in dict.fromkeys(reversed(names))
        if name in blocks and not any(end.startswith(name) for end in ends)
    ]


def _tag_names(head: str) -> Iterator[str]:
    start = head.find(_TAG_START)
    while start >= 0:
        match = _TAG_NAME.match(head, start)
        end = head.find(_TAG_END, match.end() if match else start)
        if end < 0:
            return
        if match:
            yield match[1]
        start = head.find(_TAG_START, end if match else start + 1)


def _extended(body: SourceText, head: str, extra: str) -> SourceText:
    """Return ``head`` with lines added that all lie on the last line of ``head``."""
    if not extra:
        return SourceText(body.path, head, body.lines)
    lines = [body.lines[number + 1] for number in range(head.count("\n") + 1)]
    lines += [lines[-1]] * extra.count("\n")
    return SourceText(body.path, head + extra, LineMap(table=tuple(lines)))
