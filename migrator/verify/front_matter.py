"""Reads front matter back, in YAML, TOML or JSON, and compares it with the document's own."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final
from urllib.parse import unquote

import frontmatter
import yaml

from migrator.diagnostics import Diagnostic, Severity
from migrator.model.document import Document
from migrator.verify.problems import problem

_YAML: Final = re.compile(r"---\n(?:.*\n)*?---\n")
_TOML: Final = re.compile(r"\+\+\+\n((?:.*\n)*?)\+\+\+\n")
_REPLACED: Final = frozenset(
    {"category", "tag", "categories", "tags", "title", "date", "slug", "permalink", "draft"}
    | {"published", "redirect_from", "last_modified_at", "updated", "modified", "lastmod"}
    | {"updated_at", "excerpt"}
)
"""Keys of the source whose place is taken by what Jekyll makes of them."""


class BrokenFrontMatterError(ValueError):
    """Front matter that no reader can read."""


def split(text: str) -> tuple[Mapping[str, object] | None, str]:
    """Return the front matter of ``text``, None where it has none, and what follows it.

    Raises BrokenFrontMatterError where it begins but cannot be read.
    """
    try:
        if text.startswith("+++\n"):
            return _toml(text)
        if text.startswith("{\n"):
            return _json(text)
        if text.startswith("---\n"):
            head = _YAML.match(text)
            end = head.end() if head else len(text)
            return frontmatter.loads(text[:end]).metadata, text[end:] if head else text
    except (yaml.YAMLError, ValueError) as error:
        raise BrokenFrontMatterError(str(error)) from error
    return None, text


def check(document: Document, piece_text: str) -> tuple[list[Diagnostic], str | None]:
    """Return what is wrong with the front matter of ``piece_text``, and the text after it.

    There is no text where the front matter cannot be read.
    """
    try:
        values, text = split(piece_text)
    except BrokenFrontMatterError as error:
        message = f"the front matter cannot be read back: {error}"
        return [problem(document, "verify.front-matter-broken", message)], None
    return compare(document, values), text


def _toml(text: str) -> tuple[Mapping[str, object] | None, str]:
    head = _TOML.match(text)
    if head is None:
        return None, text  # text that begins with pluses
    return tomllib.loads(head[1]), text[head.end() :]


def _json(text: str) -> tuple[Mapping[str, object], str]:
    values, end = json.JSONDecoder().raw_decode(text)
    return values, text[end:].removeprefix("\n")


def compare(document: Document, found: Mapping[str, object] | None) -> list[Diagnostic]:
    """Return what of ``document`` is missing in ``found``, None where front matter was not asked.

    Names differ by dialect and by the user's wish, so a value counts under any name, also one
    level down; but each value as often as the document has it.
    """
    if found is None:
        return []
    held = Counter(_comparable(value) for value in _values(found))
    problems: list[Diagnostic] = []
    for key, value in _expected(document).items():
        allowed = [_comparable(value)]
        if key == "aliases" and "redirect_from" in document.front_matter:  # or as it was written
            allowed.append(_comparable(document.front_matter["redirect_from"]))
        if key in {"permalink", "aliases"}:  # Hugo takes paths as they are, unescaped
            allowed.append(_comparable(_unescaped(value)))
        kept = next((form for form in allowed if held[form]), None)
        if kept is not None:
            held[kept] -= 1
        elif value is not None:
            message = f"front matter '{key}' reads back as {found.get(str(key))!r}"
            problems.append(_problem(document, f"{message} instead of {value!r}"))
    return problems


def _unescaped(value: object) -> object:
    """Return a URL path, or a list of them, without percent escapes."""
    if isinstance(value, list):
        return [_unescaped(entry) for entry in value]
    return unquote(value) if isinstance(value, str) else value


def _problem(document: Document, message: str) -> Diagnostic:
    return Diagnostic("verify.front-matter-differs", Severity.ERROR, document.path, 0, message)


def _values(found: Mapping[str, object]) -> Iterable[object]:
    for value in found.values():
        yield value
        if isinstance(value, Mapping):
            yield from value.values()


def _expected(document: Document) -> dict[str, object]:
    expected = {key: value for key, value in document.front_matter.items() if key not in _REPLACED}
    own: dict[str, object] = {
        "title": document.title,
        "date": document.date,
        "slug": document.slug,
        "permalink": document.url,
        "aliases": list(document.aliases),
        "categories": list(document.categories),
        "tags": list(document.tags),
    }
    return {**expected, **{key: value for key, value in own.items() if value}}


def _comparable(value: object) -> str:
    """Return ``value`` so that what the three formats hold equally compares equal."""
    if isinstance(value, Mapping):
        pairs = sorted((_key(key), _comparable(entry)) for key, entry in value.items())
        return repr([pair for pair in pairs if pair[1] != "None"])  # TOML has no null
    if isinstance(value, list | tuple | set | frozenset):
        return repr([_comparable(entry if entry is not None else "") for entry in value])
    if isinstance(value, datetime | date):
        return repr(value.isoformat())
    if value is None or isinstance(value, str | bool | int | float | bytes):
        return repr(value)
    return repr(str(value))


def _key(key: object) -> str:
    if isinstance(key, bool):
        return "true" if key else "false"
    return key.isoformat() if isinstance(key, datetime | date) else str(key)
