"""Reading a line of documents.jsonl back: as JSON, by its schema, and as the model."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final, cast

from jsonschema import Draft202012Validator

from migrator.diagnostics import Diagnostic, Severity
from migrator.html.depth import bound_depth
from migrator.model.codec import decode, same_tree
from migrator.model.document import Document
from migrator.model.fields import TYPE_BY_NAME
from migrator.model.nodes import Node
from migrator.model.schema import load_schema

SAME_FIELDS: Final = (
    "path",
    "collection",
    "url",
    "excerpt_html",
    "draft",
    "published",
    "layout",
    "html",
)
"""Fields that the record has exactly as the document does."""

NULLABLE_FIELDS: Final = ("title", "slug")
"""Fields that are null in the record where the document has an empty text."""

LIST_FIELDS: Final = ("categories", "tags", "aliases")
DATE_FIELDS: Final = ("date", "modified")


def verify(document: Document, piece_text: str) -> list[Diagnostic]:
    """Return what in ``piece_text``, a line of JSON, is not as ``document`` has it."""
    lines = piece_text.splitlines()
    if len(lines) != 1:
        return [_problem(document, "verify.json-lines", f"{len(lines)} lines instead of one")]
    try:
        record = json.loads(piece_text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        return [_problem(document, "verify.json-syntax", f"not JSON: {error}")]
    errors = [*schema_errors(record)]
    if errors:
        return [_problem(document, "verify.json-schema", error) for error in errors]
    return [
        *(
            _problem(document, "verify.json-field", text)
            for text in _wrong_fields(document, record)
        ),
        *_wrong_content(document, record["content"]),
    ]


# ------------------------------------------------------------------------------------- schema


def schema_errors(record: object) -> Iterator[str]:
    """Yield what in ``record`` the committed schema does not allow.

    The schema's rules for a node ask only for the node's own fields and the types of its
    children. So nodes are checked one by one, without descending, and of many that look the same
    to those rules only the first; a validator of the whole would try every type for every node.
    """
    own, content = _without_content(record)
    for error in _validator("DocumentRecord").iter_errors(own):
        yield error.message
    stack = [content] if isinstance(content, dict) else []
    while stack:
        node = stack.pop()
        yield from _node_errors(node)
        stack.extend(child for child in node.get("children", ()) if isinstance(child, dict))


def _without_content(record: object) -> tuple[object, object]:
    if not isinstance(record, dict):
        return record, None
    return {**record, "content": {"type": "Body"}}, record.get("content")


def _node_errors(node: dict[str, Any]) -> tuple[str, ...]:
    kind = node.get("type")
    if not isinstance(kind, str) or kind not in _definitions():
        return (f"unknown node type: {kind!r}",)
    children = node.get("children")
    shape = tuple([(name, _shape(value)) for name, value in node.items() if name != "children"])
    kinds = None
    if isinstance(children, list):
        kinds = frozenset(map(_kind_of, children))
    elif "children" in node:
        return (f"{kind}: children is no list",)
    return _shape_errors(kind, shape, kinds)


def _kind_of(child: object) -> str:
    return str(child.get("type")) if isinstance(child, dict) else f"not a node: {str(child)[:40]}"


def _shape(value: object) -> str:
    """Return JSON of a value that the schema cannot tell from ``value``."""
    if isinstance(value, str):
        return json.dumps(value) if value in _words() else '""'
    if isinstance(value, dict) and all(isinstance(entry, str) for entry in value.values()):
        return '{"name": ""}' if value else "{}"
    if isinstance(value, int) and not isinstance(value, bool):
        return "0"
    return json.dumps(value)


@cache
def _shape_errors(
    kind: str, shape: tuple[tuple[str, str], ...], child_kinds: frozenset[str] | None
) -> tuple[str, ...]:
    node: dict[str, Any] = {name: json.loads(value) for name, value in shape}
    if child_kinds is not None:
        node["children"] = [{"type": child} for child in sorted(child_kinds)]
    return tuple(f"{kind}: {error.message}" for error in _validator(kind).iter_errors(node))


@cache
def _definitions() -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", load_schema()["$defs"])


@cache
def _words() -> frozenset[str]:
    """Return the strings that the schema names: enumerated values and node types."""
    words: set[str] = set()
    for definition in _definitions().values():
        for rule in definition.get("properties", {}).values():
            words.update(rule.get("enum", ()), [rule["const"]] if "const" in rule else ())
    return frozenset(words)


@cache
def _validator(name: str) -> Draft202012Validator:
    """Return a validator of one definition in which a child is known by its type alone."""
    definitions = {
        kind: _by_type_alone(kind, rules) if kind in TYPE_BY_NAME else rules
        for kind, rules in _definitions().items()
    }
    schema = {**_definitions()[name], "$defs": definitions}
    return Draft202012Validator(schema)


def _by_type_alone(kind: str, rules: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**rules, "properties": {"type": {"const": kind}}, "required": ["type"]}


# ------------------------------------------------------------------------------------- fields


def _wrong_fields(document: Document, record: Mapping[str, Any]) -> Iterator[str]:
    for name, expected in _expected_fields(document).items():
        if record[name] != expected:
            yield f"{name} is {record[name]!r:.80}"
    for name in DATE_FIELDS:
        if not _is_same_moment(getattr(document, name), record[name]):
            yield f"{name} is {record[name]!r}"
    for name in ("authors", "assets"):
        if not _are_same_entries(getattr(document, name), record[name]):
            yield f"{name} is {record[name]!r:.80}"
    if not _is_same_value(document.front_matter, record["front_matter"]):
        yield "front_matter has other keys or values"


def _expected_fields(document: Document) -> dict[str, object]:
    return {
        **{name: getattr(document, name) for name in SAME_FIELDS},
        **{name: getattr(document, name) or None for name in NULLABLE_FIELDS},
        **{name: list(getattr(document, name)) for name in LIST_FIELDS},
    }


def _is_same_moment(moment: datetime | None, written: str | None) -> bool:
    if moment is None or written is None:
        return moment is None and written is None
    read = datetime.fromisoformat(written)
    if read.tzinfo is None:
        return False
    return read == moment if moment.tzinfo else read.replace(tzinfo=None) == moment


def _are_same_entries(entries: Sequence[object], written: Sequence[Mapping[str, Any]]) -> bool:
    return len(entries) == len(written) and all(
        all(getattr(entry, name) == value for name, value in data.items())
        for entry, data in zip(entries, written, strict=True)
    )


def _is_same_value(value: object, written: object) -> bool:
    """Return whether a value of front matter reads as ``value``, as far as JSON can say it."""
    if isinstance(value, Mapping):
        return isinstance(written, str) or _is_same_mapping(value, written)
    if isinstance(value, (list, tuple)):
        return isinstance(written, str) or (
            isinstance(written, list)
            and len(value) == len(written)
            and all(map(_is_same_value, value, written))
        )
    if isinstance(value, (datetime, date, time)):
        return written == value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return isinstance(written, str)
    if value is None or isinstance(value, (str, bool, int, float)):
        return type(written) is type(value) and written == value
    return isinstance(written, (str, list))


def _is_same_mapping(value: Mapping[Any, object], written: object) -> bool:
    named = {_name_of(key): entry for key, entry in value.items()}
    return (
        isinstance(written, dict)
        and named.keys() == written.keys()
        and all(_is_same_value(entry, written[key]) for key, entry in named.items())
    )


def _name_of(key: object) -> str:
    """Return how a key that YAML has, but JSON has not, is written."""
    if isinstance(key, bool) or key is None:
        return json.dumps(key)
    return key.isoformat() if isinstance(key, date) else str(key)


# ------------------------------------------------------------------------------------ content


def _wrong_content(document: Document, content: Mapping[str, Any]) -> list[Diagnostic]:
    try:
        read: Node = decode(content)
    except ValueError as error:
        return [_problem(document, "verify.json-content", str(error))]
    if same_tree(read, bound_depth(document.body)):
        return []
    return [_problem(document, "verify.json-content", "the content reads as another tree")]


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")


def _problem(document: Document, code: str, message: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, document.path, 0, f"JSON read back: {message}")
