"""The tags and filters of one site, as an environment of python-liquid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

from liquid.ast import Node
from liquid.environment import Environment

from migrator.liquid.filters import FILTERS, Filter
from migrator.liquid.nodes import SourceNode
from migrator.liquid.stream import MarkupTag, TemplateStream
from migrator.liquid.tags import (
    conditionals,
    figure,
    highlight,
    include,
    links,
    literals,
    loops,
    plugins,
)
from migrator.liquid.tags import variables as variable_tags

TAGS: Final[tuple[type[MarkupTag], ...]] = (
    variable_tags.AssignTag,
    variable_tags.CaptureTag,
    variable_tags.IncrementTag,
    variable_tags.DecrementTag,
    conditionals.IfTag,
    conditionals.UnlessTag,
    conditionals.CaseTag,
    conditionals.IfChangedTag,
    loops.ForTag,
    loops.TableRowTag,
    loops.CycleTag,
    loops.BreakTag,
    loops.ContinueTag,
    literals.RawTag,
    literals.CommentTag,
    literals.InlineCommentTag,
    include.IncludeTag,
    include.IncludeRelativeTag,
    links.LinkTag,
    links.PostUrlTag,
    highlight.HighlightTag,
)
PLUGIN_TAGS: Final[Mapping[str, type[MarkupTag]]] = {
    "jekyll-avatar": plugins.AvatarTag,
    "jekyll-feed": plugins.FeedMetaTag,
    "jekyll-figure": figure.FigureTag,
    "jekyll-gist": plugins.GistTag,
    "jekyll-include-cache": include.IncludeCachedTag,
    "jekyll-seo-tag": plugins.SeoTag,
}
_PLUGIN_OF_TAG: Final = {tag.name: plugin for plugin, tag in PLUGIN_TAGS.items()}
BLOCK_TAGS: Final = frozenset(tag.name for tag in (*TAGS, *PLUGIN_TAGS.values()) if tag.block)
"""The tags that have an end tag, for cutting excerpts."""


class JekyllEnvironment(Environment):
    """Parses templates with Jekyll's tags; ``plugins`` are the gems that the config lists."""

    block_nesting_limit: ClassVar[int] = 100

    def __init__(self, plugin_names: Iterable[str]) -> None:
        self.plugin_names = tuple(plugin_names)
        super().__init__()

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        """Register our tags and filters, and none of python-liquid's own."""
        del extra
        for tag in TAGS:
            self.add_tag(tag)
        for plugin in self.plugin_names:
            if plugin in PLUGIN_TAGS:
                self.add_tag(PLUGIN_TAGS[plugin])
        for name, found in FILTERS.items():
            self.add_filter(name, found.function)

    def nodes_of(self, source: str) -> list[SourceNode]:
        """Return the nodes of a template; what cannot be parsed is a node too."""
        return TemplateStream(self, source).template()

    def _parse(self, source: str) -> list[Node]:
        return [*self.nodes_of(source)]

    def filter_named(self, name: str) -> Filter | None:
        """Return the filter, or None."""
        return FILTERS.get(name)

    def plugin_of(self, tag_name: str) -> str | None:
        """Return the plugin that a tag comes from, if we know it."""
        return _PLUGIN_OF_TAG.get(tag_name)
