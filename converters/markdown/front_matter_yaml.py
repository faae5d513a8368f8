"""Front matter in YAML: strings quoted only where YAML would read something else.

Long strings are not wrapped, text with line feeds is a literal block; every value reads back as
it was, by PyYAML and by SafeYAML, which Jekyll reads with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

import frontmatter
import yaml

_WIDTH: Final = 1_000_000
_RUBY_NUMBER: Final = re.compile(r"[-+]?\d[\d,_]*(?:\.\d*)?\Z")


def write_yaml(values: Mapping[str, object]) -> str:
    """Return ``values`` between ``---`` lines, with a final line feed."""
    post = frontmatter.Post("")
    post.metadata = _plain(values)
    text = frontmatter.dumps(
        post,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
        default_flow_style=False,
    )
    return str(text).rstrip("\n") + "\n"


def _plain(value: object) -> Any:
    """Return ``value`` of plain dicts, lists and scalars that YAML can write."""
    if isinstance(value, Mapping):
        return {_plain_key(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(entry) for entry in value]
    if value is None or isinstance(value, str | bool | int | float | date | bytes):
        return value
    return str(value)


def _plain_key(key: object) -> object:
    return key if isinstance(key, str | bool | int | float | date) else str(key)


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key and never writes anchors, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    tag = "tag:yaml.org,2002:str"
    if "\n" in text and text.strip("\n"):
        return dumper.represent_scalar(tag, text, style="|")
    if _RUBY_NUMBER.match(text):  # SafeYAML, Jekyll's reader, takes 1,000 for a number
        return dumper.represent_scalar(tag, text, style="'")
    return dumper.represent_scalar(tag, text)


def _represent_moment(dumper: yaml.SafeDumper, moment: datetime) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", moment.isoformat())


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(datetime, _represent_moment)
