"""The JSON Schema of the model and of the JSON output, made from the dataclasses.

``schema.json`` beside this file is what running this module prints; write it anew after a change
of the model.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from functools import cache
from importlib.resources import files
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, cast, get_args, get_origin, get_type_hints

from migrator.model import document, nodes, record
from migrator.model.attributes import Attributes
from migrator.model.codec import MODEL_VERSION
from migrator.model.fields import NODE_TYPES, required_fields

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FILE_NAME: Final = "schema.json"

_RECORDS: Final[tuple[type, ...]] = (
    record.DocumentRecord,
    record.SiteRecord,
    document.Author,
    document.Asset,
)
_UNIONS: Final = {"Block": nodes.Block, "Inline": nodes.Inline, "Node": nodes.Node}
_UNION_NAMES: Final = {frozenset(get_args(union)): name for name, union in _UNIONS.items()}
_SCALARS: Final[Mapping[object, str]] = {
    str: "string",
    int: "integer",
    bool: "boolean",
    NoneType: "null",
}


def build_schema() -> dict[str, Any]:
    """Return the schema: of a document's line or of site.json, with all nodes in ``$defs``."""
    definitions = {name: _union(get_args(union)) for name, union in _UNIONS.items()}
    definitions |= {kind.__name__: _record(kind) for kind in _RECORDS}
    definitions |= {kind.__name__: _node(kind) for kind in NODE_TYPES}
    return {
        "$schema": DIALECT,
        "title": f"jekyll-migrator documents, model version {MODEL_VERSION}",
        "anyOf": [_reference("DocumentRecord"), _reference("SiteRecord")],
        "$defs": dict(sorted(definitions.items())),
    }


@cache
def load_schema() -> dict[str, Any]:
    """Return the committed schema."""
    text = files(__package__).joinpath(FILE_NAME).read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


def schema_text() -> str:
    """Return the schema's text as it is committed."""
    return json.dumps(build_schema(), ensure_ascii=False, indent=2) + "\n"


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _union(kinds: Iterable[object]) -> dict[str, Any]:
    """Return the schema of one of several nodes, told apart by ``type``.

    With a plain ``anyOf`` validators try each alternative down to the leaves, at every level.
    """
    names = [cast("type", kind).__name__ for kind in kinds]
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": names}},
        "allOf": [
            {"if": {"properties": {"type": {"const": name}}}, "then": _reference(name)}
            for name in names
        ],
    }


def _node(kind: type) -> dict[str, Any]:
    properties = {"type": {"const": kind.__name__}, **_properties(kind)}
    return _object(kind, properties, ["type", *required_fields(kind)])


def _record(kind: type) -> dict[str, Any]:
    properties = _properties(kind)
    if "model_version" in properties:
        properties["model_version"] = {"const": MODEL_VERSION}
    return _object(kind, properties, list(properties))


def _object(kind: type, properties: Mapping[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "description": " ".join((kind.__doc__ or "").split("\n\n")[0].split()),
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
    }


def _properties(kind: type) -> dict[str, Any]:
    return {name: _of_type(hint) for name, hint in get_type_hints(kind).items()}


def _of_type(hint: object) -> dict[str, Any]:
    """Return the schema of a field's type."""
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if hint == Attributes:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    if hint is object:
        return {}
    if is_dataclass(hint):
        return _reference(cast("type", hint).__name__)
    return _of_generic(get_origin(hint), get_args(hint))


def _of_generic(origin: object, arguments: tuple[object, ...]) -> dict[str, Any]:
    if origin is tuple:
        return {"type": "array", "items": _of_type(arguments[0])}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in {Union, UnionType}:
        name = _UNION_NAMES.get(frozenset(arguments))
        if name:
            return _reference(name)
        if set(arguments) <= set(NODE_TYPES):
            return _union(arguments)
        return {"anyOf": [_of_type(argument) for argument in arguments]}
    # What is left is a mapping with names as keys.
    return {"type": "object", "additionalProperties": _of_type(arguments[1])}


if __name__ == "__main__":
    sys.stdout.write(schema_text())
