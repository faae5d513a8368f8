"""Nodes to plain data for JSON and back.

A node is an object: ``type`` is the name of its class, ``attributes`` an object, ``children`` a
list; fields at their default are left out. No function here calls itself, so any depth works;
readers of JSON, Python's own too, mostly allow only some hundred levels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias, cast

from migrator.model.fields import NODE_TYPES, TYPE_BY_NAME, has_attributes, plain_fields
from migrator.model.nodes import Node
from migrator.model.walk import children_of

MODEL_VERSION: Final = "1.0"
"""The version of the form; its first number changes when old data cannot be read any more."""

NodeData: TypeAlias = dict[str, Any]

_PLAIN_FIELDS: Final = {kind: plain_fields(kind) for kind in NODE_TYPES}
_HAS_ATTRIBUTES: Final = frozenset(kind for kind in NODE_TYPES if has_attributes(kind))


def encode(node: Node) -> NodeData:
    """Return ``node`` and all below it as dictionaries, lists and plain values."""
    root: NodeData = {}
    stack: list[tuple[Node, NodeData]] = [(node, root)]
    while stack:
        current, data = stack.pop()
        _encode_fields(current, data)
        children = children_of(current)
        if children:
            encoded: list[NodeData] = [{} for _ in children]
            data["children"] = encoded
            stack.extend(zip(children, encoded, strict=True))
    return root


def decode(data: Mapping[str, Any]) -> Node:
    """Return the node that ``data`` describes.

    Raises ValueError for data that ``encode`` does not give: an unknown type, a field that the
    type lacks or one that is missing.
    """
    order: list[Mapping[str, Any]] = [data]
    starts: list[int] = []
    for item in order:
        starts.append(len(order))
        order.extend(_children_data(item))
    built: list[Node | None] = [None] * len(order)
    for index in range(len(order) - 1, -1, -1):
        start = starts[index]
        count = len(_children_data(order[index]))
        children = tuple(cast("list[Node]", built[start : start + count]))
        built[index] = _decode_one(order[index], children)
    return cast("Node", built[0])


def same_tree(left: Node, right: Node) -> bool:
    """Return whether two trees are equal; ``==`` fails on deep ones."""
    stack: list[tuple[Node, Node]] = [(left, right)]
    while stack:
        one, other = stack.pop()
        if one is other:
            continue
        ones, others = children_of(one), children_of(other)
        if len(ones) != len(others) or not _same_fields(one, other):
            return False
        stack.extend(zip(ones, others, strict=True))
    return True


def _encode_fields(node: Node, data: NodeData) -> None:
    kind = type(node)
    data["type"] = kind.__name__
    for name, default in _PLAIN_FIELDS[kind]:
        value = getattr(node, name)
        if value != default:
            data[name] = value
    if kind in _HAS_ATTRIBUTES:
        attributes = cast("Any", node).attributes
        if attributes:
            data["attributes"] = dict(attributes)


def _children_data(item: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    children = item.get("children", ()) if isinstance(item, Mapping) else None
    if not isinstance(children, (list, tuple)):
        raise ValueError(f"not a node: {str(item)[:80]}")
    return children


def _decode_one(item: Mapping[str, Any], children: tuple[Node, ...]) -> Node:
    values = dict(item)
    name = values.pop("type", None)
    kind = TYPE_BY_NAME.get(name) if isinstance(name, str) else None
    if kind is None:
        raise ValueError(f"unknown node type: {name!r}")
    if values.pop("children", None) is not None:
        values["children"] = children
    if "attributes" in values:
        values["attributes"] = tuple(dict(values["attributes"]).items())
    try:
        return cast("Node", kind(**values))
    except TypeError as error:
        raise ValueError(f"bad {name}: {error}") from error


def _same_fields(one: Node, other: Node) -> bool:
    kind = type(one)
    if type(other) is not kind:
        return False
    if kind in _HAS_ATTRIBUTES and cast("Any", one).attributes != cast("Any", other).attributes:
        return False
    return all(getattr(one, name) == getattr(other, name) for name, _ in _PLAIN_FIELDS[kind])
