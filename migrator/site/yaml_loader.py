"""Reads YAML as Jekyll does: Ruby's SafeYAML on PyYAML's C parser.

Values are built from the parser's events, never from a node tree: that is how SafeYAML works (so
merge keys, aliases and repeated keys come out the same), and deep nesting cannot exhaust Python's
stack. Tags are ignored, but for ``!binary``.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import yaml

from migrator.site.ruby_values import inspect
from migrator.site.yaml_scalars import typed_value

_BINARY_TAGS: Final = frozenset(("tag:yaml.org,2002:binary", "x-private:binary", "!binary"))
_MERGE_KEY: Final = "<<"
_MOST_ALIASED_VALUES: Final = 1_000_000
_NO_KEY: Final = object()


class AliasError(yaml.YAMLError):
    """Aliases of aliases that would unfold to more values than any real file holds."""


def load_yaml(text: str) -> object:
    """Return the first document of ``text``; None when there is none.

    Raises:
        yaml.YAMLError: the text is not YAML. A ``yaml.MarkedYAMLError`` knows the place.

    """
    return yaml.load(text, Loader=SafeYamlLoader)  # noqa: S506 - builds plain values only


@dataclass(slots=True)
class _Open:
    """A list or hash being filled; ``size`` counts the values in it, aliased ones unfolded."""

    value: list[object] | dict[object, object]
    size: int = 1
    key: object = _NO_KEY


@dataclass(slots=True)
class _Builder:
    """Puts the values of one YAML document together."""

    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[object, _Open | None]] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    result: object = None

    def add(self, value: object, size: int = 1) -> None:
        if not self.open:
            self.result = value
            return
        top = self.open[-1]
        top.size += size
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.key is _NO_KEY:
            top.key = value
        else:
            _set_item(top.value, top.key, value)
            top.key = _NO_KEY

    def scalar(self, event: yaml.ScalarEvent) -> None:
        value = _scalar_value(event)
        if event.anchor:
            self.anchors[event.anchor] = (value, None)
        self.add(value)

    def start(self, value: list[object] | dict[object, object], anchor: str | None) -> None:
        opened = _Open(value)
        if anchor:
            self.anchors[anchor] = (value, opened)
        self.add(value)
        self.open.append(opened)

    def end(self) -> None:
        closed = self.open.pop()
        self.sizes[id(closed.value)] = closed.size
        if self.open:
            self.open[-1].size += closed.size

    def alias(self, anchor: str) -> None:
        value, opened = self.anchors.get(anchor, (None, None))
        if opened is not None and any(opened is other for other in self.open):
            value = None  # a list or hash that would hold itself
        size = self.sizes.get(id(value), 1)
        if sum(other.size for other in self.open) + size > _MOST_ALIASED_VALUES:
            raise AliasError("aliases unfold to too many values")
        self.add(value, size)


class SafeYamlLoader(yaml.CSafeLoader):
    """PyYAML's C loader with SafeYAML's reading of values."""

    def get_single_data(self) -> object:
        """Return the value of the first document.

        Raises:
            yaml.YAMLError: the text is not YAML.

        """
        builder = _Builder()
        get_event = self.get_event
        while True:
            event = get_event()
            if isinstance(event, yaml.ScalarEvent):
                builder.scalar(event)
            elif isinstance(event, yaml.MappingStartEvent):
                builder.start({}, event.anchor)
            elif isinstance(event, yaml.SequenceStartEvent):
                builder.start([], event.anchor)
            elif isinstance(event, yaml.CollectionEndEvent):
                builder.end()
            elif isinstance(event, yaml.AliasEvent):
                builder.alias(event.anchor or "")
            elif isinstance(event, (yaml.DocumentEndEvent, yaml.StreamEndEvent)):
                return builder.result


def _scalar_value(event: yaml.ScalarEvent) -> object:
    text: str = event.value
    if event.tag in _BINARY_TAGS:
        try:
            return base64.b64decode(text).decode("utf-8", "replace")
        except binascii.Error:
            return text
    quoted = event.implicit[1]
    return text if quoted else typed_value(text)


def _set_item(target: dict[object, object], key: object, value: object) -> None:
    if key == _MERGE_KEY:
        if isinstance(value, dict):
            target.update(value)
        return
    key = _hashable(key)
    if isinstance(key, (bool, int, float)) and key in target:
        same = next(other for other in target if other == key)
        if type(same) is not type(key):  # true and 1 are two keys in Ruby
            key = inspect(key)
    target[key] = value


def _hashable(key: object) -> object:
    if isinstance(key, (list, dict)):
        return inspect(key)
    return key.isoformat() if isinstance(key, date) else key
