"""What all expansions of one site share: parsed includes, drops, links, converted bodies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from migrator.liquid import smartify as typography
from migrator.liquid.drops import DocumentDrop, ExcerptDrop, JekyllDrop, PageDrop, SiteDrop
from migrator.liquid.environment import BLOCK_TAGS, JekyllEnvironment
from migrator.liquid.includes import Includes
from migrator.liquid.link_index import LinkIndex
from migrator.liquid.nodes import SourceNode, expand_nodes
from migrator.liquid.ruby import Drop, is_array, to_text
from migrator.site.excerpts import excerpt_source
from migrator.site.layouts import Layout, read_layouts
from migrator.site.pagination import Pagination, find_pagination
from migrator.site.reader import read_body
from migrator.site.records import Site, SourceDocument
from migrator.site.ruby_values import is_true
from migrator.source import SourceText

if TYPE_CHECKING:
    from migrator.liquid.context import Context

DEEPEST: Final = 4
"""How many bodies may be expanded inside each other (a post that shows the post before it …)."""
_HIGHLIGHT_MARGIN: Final = "\n"


@dataclass(frozen=True, slots=True)
class Converters:
    """Text to HTML, as the site's settings want it; ``excerpt`` None: made from the body."""

    markdownify: Callable[[str], str]
    smartify: Callable[[str], str] = typography.smartify
    excerpt: Callable[[SourceDocument], str] | None = None


class SiteState:
    """The parts of a site that templates reach, made on demand and kept."""

    def __init__(
        self,
        site: Site,
        converters: Converters,
        expand: Callable[[SourceDocument, SourceText], SourceText],
        expand_excerpt: Callable[[SourceDocument, SourceText], SourceText],
    ) -> None:
        self.site = site
        self.converters = converters
        self.markdownify = converters.markdownify
        self.smartify = converters.smartify
        self._expand = expand
        self._expand_excerpt = expand_excerpt
        self.strict_variables = _is_strict(site.config, "strict_variables")
        self.strict_filters = _is_strict(site.config, "strict_filters")
        self.environment = JekyllEnvironment(_plugins(site.config))
        self.includes = Includes(site, self.environment)
        self.links = LinkIndex(site)
        self.site_drop = SiteDrop(self)
        self.active: list[SourceDocument] = []
        self.in_excerpt = False
        self.converted: tuple[str, str] | None = None  # path and HTML of what stands in a layout
        self.by_collection = _by_collection(site.documents)
        self._order = {document.path: place for place, document in enumerate(site.documents)}
        self._places = _places(self.by_collection)
        self._drops: dict[str, Drop] = {}
        self._bodies: dict[str, str] = {}
        self._contents: dict[str, str] = {}
        self._excerpts: dict[str, str] = {}
        self._snippets: dict[str, Sequence[SourceNode]] = {}

    @property
    def current(self) -> SourceDocument | None:
        """The document that is being expanded."""
        return self.active[-1] if self.active else None

    def payload(self, document: SourceDocument, excerpt: str | None) -> Mapping[str, object]:
        """Return the variables that every template of ``document`` has.

        ``excerpt`` is the text of its excerpt while that is expanded, else None.
        """
        page = self.drop(document)
        if excerpt is not None and isinstance(page, DocumentDrop):
            page = ExcerptDrop(self, document, excerpt)
        margin = _HIGHLIGHT_MARGIN if document.is_markdown else ""
        return {
            "site": self.site_drop,
            "page": page,
            "layout": self._layout_data(document),
            "paginator": self._paginator(document),
            "jekyll": JekyllDrop(),
            "highlighter_prefix": margin,
            "highlighter_suffix": margin,
        }

    @cached_property
    def layouts(self) -> Mapping[str, Layout]:
        """The site's layouts by name."""
        return read_layouts(self.site)

    @cached_property
    def pagination(self) -> Pagination | None:
        """How the site lists its posts by pages, if it does."""
        return find_pagination(self.site)

    def _layout_data(self, document: SourceDocument) -> Mapping[str, object] | None:
        layout = self.layouts.get(document.layout) if document.layout else None
        return None if layout is None else layout.data

    def _paginator(self, document: SourceDocument) -> Mapping[str, object] | None:
        """Return ``paginator`` on the page that lists posts: that of its first page."""
        found = self.pagination
        if found is None or found.template.path != document.path:
            return None
        return {
            "page": 1,
            "per_page": found.per_page,
            "posts": [self.drop(post) for post in found.posts[: found.per_page]],
            "total_posts": len(found.posts),
            "total_pages": found.page_count,
            "previous_page": None,
            "previous_page_path": None,
            "next_page": 2 if found.second_path else None,
            "next_page_path": found.second_path,
        }

    def drop(self, document: SourceDocument) -> Drop:
        """Return the drop of a document, always the same one."""
        found = self._drops.get(document.path)
        if found is None:
            kind = PageDrop if document.kind == "page" else DocumentDrop
            found = self._drops[document.path] = kind(self, document)
        return found

    def neighbour(self, document: SourceDocument, step: int) -> Drop | None:
        """Return the document before or after ``document`` in its collection."""
        siblings = self.by_collection.get(document.collection, ())
        place = self._places.get(document.path)
        if place is None or not 0 <= place + step < len(siblings):
            return None
        return self.drop(siblings[place + step])

    def expand_snippet(self, text: str, context: Context) -> str:
        """Return a piece of a tag's markup with its ``{{ … }}`` evaluated."""
        nodes = self._snippets.get(text)
        if nodes is None:
            nodes = self._snippets[text] = self.environment.nodes_of(text)
        output = context.output(1)
        expand_nodes(nodes, context, output)
        return output.getvalue()

    # bodies of other documents

    def body_of(self, document: SourceDocument) -> str:
        """Return the body as it stands in the file."""
        if document.path not in self._bodies:
            self._bodies[document.path] = read_body(self.site, document).text
        return self._bodies[document.path]

    def content_of(self, document: SourceDocument) -> str:
        """Return the body as Jekyll has it at this moment.

        Jekyll renders documents in order: the content of those before the current one is HTML
        already, that of the others is the body as written.
        """
        if self.converted is not None and self.converted[0] == document.path:
            return self.converted[1]
        if not self._is_rendered(document):
            return self.body_of(document)
        if document.path not in self._contents:
            self._contents[document.path] = self._converted(
                document, self._expand(document, self._body_source(document))
            )
        return self._contents[document.path]

    def output_of(self, document: SourceDocument) -> str | None:
        """Return the HTML of a document that Jekyll has rendered by now (without its layouts)."""
        return self.content_of(document) if self._is_rendered(document) else None

    def _is_rendered(self, document: SourceDocument) -> bool:
        current = self.current
        if current is None or document in self.active or len(self.active) > DEEPEST:
            return False
        last = len(self._order)
        return self._order.get(document.path, last) < self._order.get(current.path, last)

    def excerpt_of(self, document: SourceDocument) -> str:
        """Return the excerpt as HTML; one of the front matter as it is written."""
        own = document.data.get("excerpt")
        if own is not None and own is not False:
            return to_text(own)
        if document.path not in self._excerpts:
            self._excerpts[document.path] = ""  # an excerpt that asks for itself is empty
            self._excerpts[document.path] = self._excerpt(document)
        return self._excerpts[document.path]

    def _excerpt(self, document: SourceDocument) -> str:
        if self.converters.excerpt is not None:
            return self.converters.excerpt(document)
        source = excerpt_source(document, self._body_source(document), self.site.config, BLOCK_TAGS)
        if source is None:
            return ""
        return self._converted(document, self._expand_excerpt(document, source))

    def _body_source(self, document: SourceDocument) -> SourceText:
        return SourceText(document.path, self.body_of(document))

    def _converted(self, document: SourceDocument, expanded: SourceText) -> str:
        return self.markdownify(expanded.text) if document.is_markdown else expanded.text


def _is_strict(config: Mapping[str, object], setting: str) -> bool:
    settings = config.get("liquid")
    return isinstance(settings, Mapping) and is_true(settings.get(setting))


def _plugins(config: Mapping[str, object]) -> list[str]:
    listed = [config.get("plugins"), config.get("gems")]
    return [to_text(name) for names in listed if is_array(names) for name in names]  # type: ignore[attr-defined]


def _by_collection(
    documents: Sequence[SourceDocument],
) -> Mapping[str, tuple[SourceDocument, ...]]:
    found: dict[str, list[SourceDocument]] = {}
    for document in documents:
        if document.kind != "page":
            found.setdefault(document.collection, []).append(document)
    return {label: tuple(members) for label, members in found.items()}


def _places(collections: Mapping[str, Sequence[SourceDocument]]) -> Mapping[str, int]:
    return {
        document.path: place
        for members in collections.values()
        for place, document in enumerate(members)
    }
