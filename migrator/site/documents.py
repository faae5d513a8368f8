"""Reads one document of a collection: a post, a draft or an item (Jekyll: document.rb)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import yaml

from migrator.diagnostics import Severity
from migrator.site.context import ReadContext
from migrator.site.dates import DATED_NAME, DATELESS_NAME
from migrator.site.front_matter import FrontMatter, line_of_key, read_front_matter, to_key
from migrator.site.merge import deep_merge
from migrator.site.permalinks import (
    UrlParts,
    document_url,
    output_path,
    permalink_ext,
    permalink_of,
    unknown_placeholders,
    with_suffix,
    without_last_dots,
)
from migrator.site.records import Kind, SourceDocument
from migrator.site.ruby_values import is_true, to_text
from migrator.site.slugs import titleize
from migrator.site.taxonomy import (
    TaxonomyError,
    all_categories,
    all_tags,
    merge_categories,
    names,
)
from migrator.site.yaml_loader import load_yaml

_NO_DATE: Final = object()
_YAML_EXTENSIONS: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection by its label and its settings in the configuration."""

    label: str
    metadata: Mapping[str, object]

    @property
    def folder(self) -> str:
        """The folder of its documents, below ``collections_dir``."""
        return f"_{self.label}"

    @property
    def output(self) -> bool:
        """Whether Jekyll writes its documents."""
        return is_true(self.metadata.get("output", False))

    @property
    def future(self) -> bool:
        """Whether its documents may be dated in the future."""
        return is_true(self.metadata.get("future"))

    def template(self, style: str) -> str:
        """Return the URL template of its documents."""
        if "permalink" in self.metadata:
            return to_text(self.metadata["permalink"])
        return with_suffix("/:collection/:path", style)


@dataclass(frozen=True, slots=True)
class _NameParts:
    """What a file name says: date (as written), slug and extension."""

    date: str
    slug: str
    extension: str


def read_document(
    context: ReadContext, collection: Collection, path: str, kind: Kind
) -> SourceDocument | None:
    """Return the document at ``path`` (relative to the site), or None if it cannot be read.

    Whatever would stop Jekyll (broken YAML, a date that is none) is reported; the document is
    then read from its file name and the site's defaults.
    """
    text = context.read_quietly(path)
    if text is None:
        return None
    front_matter = read_front_matter(text, path, context.sink)
    relative = relative_to_collections(context, path)
    defaults = context.defaults.merged(relative, collection.label)
    if posixpath.splitext(path)[1] in _YAML_EXTENSIONS:  # such an item is data alone
        front_matter, defaults = _whole_file(text, front_matter), {}
    data = deep_merge(defaults, front_matter.values)
    data["draft"] = data.get("draft") if is_true(data.get("draft")) else kind == "draft"
    name = _name_parts(relative)
    data["categories"], data["tags"] = _taxonomy(
        context, path, (_folders_above(relative, collection, kind), defaults, front_matter.values)
    )
    date = _date(context, path, data.get("date", _NO_DATE), front_matter)
    date = date or _date_of_name(context, path, name.date) or _undated(context, path, kind)
    _fill_names(data, name, date)
    return _record(context, collection, path, kind, data, front_matter)


def _whole_file(text: str, found: FrontMatter) -> FrontMatter:
    """Return the data of a YAML item whose front matter nothing closes."""
    if found.values:
        return found
    try:
        loaded = load_yaml(text)
    except yaml.YAMLError:
        return found
    values = (
        {to_key(key): value for key, value in loaded.items()} if isinstance(loaded, dict) else {}
    )
    return replace(found, values=values)


def relative_to_collections(context: ReadContext, path: str) -> str:
    """Return ``path`` relative to ``collections_dir``, as Jekyll's documents name themselves."""
    folder = context.collections_dir
    return path.removeprefix(f"{folder}/") if folder else path


def _name_parts(relative: str) -> _NameParts:
    if match := DATED_NAME.search(relative):
        date, slug, extension = match.groups()
        return _NameParts(date, without_last_dots(slug), extension)
    if match := DATELESS_NAME.search(relative):
        return _NameParts("", without_last_dots(match[1]), match[2])
    return _NameParts("", without_last_dots(posixpath.basename(relative)), "")


def _fill_names(data: dict[str, object], name: _NameParts, date: datetime | None) -> None:
    if date is not None:
        data["date"] = date
    else:
        data.pop("date", None)
    given = {"title": titleize(name.slug), "slug": name.slug, "ext": name.extension or None}
    for key, value in given.items():
        if not is_true(data.get(key)):
            data[key] = value


def _folders_above(relative: str, collection: Collection, kind: Kind) -> list[object]:
    """Return the folders above ``_posts`` or ``_drafts``: they are categories."""
    special = "_drafts" if kind == "draft" else collection.folder
    if relative.startswith(special):
        return []
    above = relative.partition(special)[0].split("/")
    return [folder for folder in above if folder and folder != posixpath.basename(relative)]


def _taxonomy(
    context: ReadContext,
    path: str,
    layers: tuple[list[object], Mapping[str, object], Mapping[str, object]],
) -> tuple[list[object], list[object]]:
    categories, *hashes = layers
    merged = deep_merge(*hashes)
    for layer in hashes:
        try:
            categories = merge_categories(categories, layer)
        except TaxonomyError as error:
            message = f"`categories` is neither text nor a list ({error}); left out"
            context.report("site.categories", Severity.WARNING, path, message)
    return all_categories(categories, merged), all_tags(merged)


def _date(
    context: ReadContext, path: str, value: object, front_matter: FrontMatter
) -> datetime | None:
    """Return the date that front matter (or defaults) gives, None where it gives none."""
    if value is _NO_DATE:
        return None
    try:
        return context.clock.parse(value)
    except (ValueError, OverflowError):
        message = "`date` is not a date; Jekyll would stop here. The file name's is used"
        line = line_of_key(front_matter.text, "date")
        context.report(
            "site.date", Severity.ERROR, path, message, line=line, excerpt=to_text(value)
        )
        return None


def _date_of_name(context: ReadContext, path: str, from_name: str) -> datetime | None:
    if not from_name:
        return None
    try:
        return context.clock.parse(from_name)
    except (ValueError, OverflowError):
        message = "The date in the file name does not exist; Jekyll would stop here"
        context.report("site.date", Severity.ERROR, path, message, excerpt=from_name)
        return None


def _undated(context: ReadContext, path: str, kind: Kind) -> datetime | None:
    """Return the date of a document that names none: a draft's is that of its file."""
    if kind == "draft":
        seconds = int((context.root / path).stat().st_mtime)
        return datetime.fromtimestamp(seconds, UTC).astimezone(context.clock.zone)
    return context.clock.now if kind == "post" else None


def _record(
    context: ReadContext,
    collection: Collection,
    path: str,
    kind: Kind,
    data: dict[str, object],
    front_matter: FrontMatter,
) -> SourceDocument:
    extension = posixpath.splitext(path)[1]
    permalink = permalink_of(data)
    output_ext = permalink_ext(permalink) or context.extensions.output(extension)
    url = _url(context, collection, path, data, output_ext)
    date = data.get("date")
    layout = data.get("layout")
    published = data.get("published", True)
    return SourceDocument(
        path=path,
        collection=collection.label,
        kind=kind,
        extname=extension,
        url=url,
        output_path=output_path(url, output_ext),
        output_ext=output_ext,
        title=to_text(data["title"]),
        slug=to_text(data["slug"]),
        date=date if isinstance(date, datetime) else None,
        front_matter=front_matter.values,
        data=data,
        categories=names(_values(data["categories"])),
        tags=names(_values(data["tags"])),
        draft=kind == "draft",
        published=published is not False,
        written=collection.output,
        layout=to_text(layout) if is_true(layout) else None,
        body_line=front_matter.body_line,
        is_markdown=context.extensions.is_markdown(extension),
    )


def _values(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _url(
    context: ReadContext,
    collection: Collection,
    path: str,
    data: Mapping[str, object],
    output_ext: str,
) -> str:
    template = permalink_of(data)
    if template is None:
        template = collection.template(context.style)
    unknown = unknown_placeholders(template)
    if unknown:
        message = f"Unknown placeholder in the permalink: {', '.join(unknown)}"
        context.report("site.permalink", Severity.ERROR, path, message, excerpt=template)
    date = data.get("date")
    parts = UrlParts(
        collection=collection.label,
        path=_cleaned_path(relative_to_collections(context, path), collection),
        basename=posixpath.splitext(posixpath.basename(path))[0],
        slug=to_text(data["slug"]),
        output_ext=output_ext,
        date=date if isinstance(date, datetime) else context.clock.now,
        categories=tuple(to_text(name) for name in _values(data["categories"])),
    )
    return document_url(template, parts)


def _cleaned_path(relative: str, collection: Collection) -> str:
    stem = posixpath.splitext(relative)[0]
    return without_last_dots(stem.replace(collection.folder, "", 1))
