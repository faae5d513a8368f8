"""Front matter in YAML: strings quoted only where YAML would read something else.

Long strings are not wrapped, text with line feeds is a literal block, one long line a folded one;
every value reads back as it was, by PyYAML and by SafeYAML, which Jekyll reads with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

import yaml

_WIDTH: Final = 1_000_000
_FOLDED: Final = re.compile(r"\S[^\n\x85\u2028\u2029]{40,}(?<=\S)\n\Z")
"""One long line with its line feed: a folded block, as people write summaries."""

_OPEN_END: Final = "\n...\n"
_SAFE_TEXT: Final = re.compile(r"(?:[^\W\d_]|/(?:\w|\Z))(?:[ \w.,/()'!?&;+-]|:(?=[^ ]))*(?<! )\Z")
_VERSION: Final = re.compile(r"\d+(?:\.\d+){2,}\Z")
_QUOTABLE: Final = re.compile(r"[^\W\d_][ \w.,/()'!?&;+:-]*(?<! )\Z")
"""Text that stands in single quotes where it cannot stand alone, because of a colon."""
_SAFE_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d\Z")
_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
_RUBY_NUMBER: Final = re.compile(r"[-+]?\d[\d,_]*(?:\.\d*)?\Z")


def write_yaml(values: Mapping[str, object]) -> str:
    """Return ``values`` between ``---`` lines, with a final line feed."""
    plain = _plain(values)
    text = "".join(_entry(key, value) for key, value in plain.items())
    if _OPEN_END in text:  # texts that end in line feeds depend on what follows
        text = _dumped(plain)
    return f"---\n{text.strip()}\n---\n"


def _entry(key: object, value: object) -> str:
    """Return one entry; PyYAML, which looks at each character, is asked only where in doubt."""
    name, text = _simple(key), _simple(value)
    if name and text:
        return f"{name}: {text}\n"
    items = [_simple(item) for item in value] if isinstance(value, list) else []
    if name and items and all(items):
        return f"{name}:\n" + "".join(f"  - {item}\n" for item in items)
    return _dumped({key: value})


def _dumped(values: Mapping[object, object]) -> str:
    return str(
        yaml.dump(
            values,
            Dumper=_Dumper,
            sort_keys=False,
            allow_unicode=True,
            width=_WIDTH,
            default_flow_style=False,
        )
    )


def _simple(value: object) -> str:
    """Return a scalar that YAML reads back, "" for one that PyYAML has to write."""
    if isinstance(value, str):
        return _simple_text(value)
    if isinstance(value, datetime):
        moment = value.isoformat()
        return moment if _SAFE_MOMENT.match(moment) else ""
    return str(value).lower() if isinstance(value, bool) else ""


def _simple_text(text: str) -> str:
    if _SAFE_TEXT.match(text):
        return text if text.lower() not in _WORDS else ""
    if _QUOTABLE.match(text) or _VERSION.match(text):
        quoted = text.replace("'", "''")
        return f"'{quoted}'" if ":" in text else text
    return ""


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
    if _FOLDED.match(text):
        return dumper.represent_scalar(tag, text, style=">")
    if "\n" in text and text.strip("\n"):
        return dumper.represent_scalar(tag, text, style="|")
    if _RUBY_NUMBER.match(text):  # SafeYAML, Jekyll's reader, takes 1,000 for a number
        return dumper.represent_scalar(tag, text, style="'")
    return dumper.represent_scalar(tag, text)


def _represent_moment(dumper: yaml.SafeDumper, moment: datetime) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", moment.isoformat())


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(datetime, _represent_moment)
