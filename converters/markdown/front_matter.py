"""Front matter in YAML: what Jekyll holds of a document, in an order for people.

Strings are quoted only where YAML would read something else, long ones are not wrapped, text
with line feeds is a literal block; every value reads back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

import frontmatter
import yaml

from migrator.model.document import Document

_FIRST: Final = ("title", "date", "last_modified_at", "updated", "author", "authors")
_ADDRESS: Final = ("slug", "permalink", "aliases", "redirect_from")
_TERMS: Final = ("categories", "tags")
_SUMMARY: Final = ("excerpt", "description", "summary", "image")
ORDER: Final = (*_FIRST, *_ADDRESS, *_TERMS, *_SUMMARY)
"""Keys that come first, in this order; the rest follows as the source has it."""

_REPLACED: Final = frozenset({"category", "tag"})
_WIDTH: Final = 1_000_000
_RUBY_NUMBER: Final = re.compile(r"[-+]?\d[\d,_]*(?:\.\d*)?\Z")


def values_of(document: Document) -> dict[str, object]:
    """Return the front matter of ``document``: the source's keys with what Jekyll made of them."""
    values = {key: value for key, value in document.front_matter.items() if key not in _REPLACED}
    values.update(_jekyll_values(document))
    if not document.tags:
        values.pop("tags", None)
    if not document.categories:
        values.pop("categories", None)
    ordered: dict[str, object] = {key: values[key] for key in ORDER if key in values}
    return {**ordered, **{key: value for key, value in values.items() if key not in ordered}}


def _jekyll_values(document: Document) -> dict[str, object]:
    values: dict[str, object] = {}
    if document.title:
        values["title"] = document.title
    if document.date is not None:
        values["date"] = document.date
    if document.slug:
        values["slug"] = document.slug
    if document.url:
        values["permalink"] = document.url
    if document.aliases and "redirect_from" not in document.front_matter:
        values["aliases"] = list(document.aliases)
    if document.categories:
        values["categories"] = list(document.categories)
    if document.tags:
        values["tags"] = list(document.tags)
    if document.draft:
        values["draft"] = True
    return values


def write_front_matter(values: Mapping[str, object]) -> str:
    """Return ``values`` as front matter with its fences and a final line feed; "" for none."""
    if not values:
        return ""
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
