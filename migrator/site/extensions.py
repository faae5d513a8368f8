"""Which converter Jekyll uses for a file name's extension, and the extension that comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_BUILT_IN: Final = {".scss": ".css", ".sass": ".css"}
_OF_PLUGINS: Final[Mapping[str, Mapping[str, str]]] = {
    "jekyll-coffeescript": {".coffee": ".js"},
    "jekyll-textile-converter": {".textile": ".html"},
    "jekyll-asciidoc": dict.fromkeys((".asciidoc", ".adoc", ".ad", ".asc"), ".html"),
    "jekyll-org": {".org": ".html"},
    "jekyll-rst": {".rst": ".html"},
}


@dataclass(frozen=True, slots=True)
class OutputExtensions:
    """The site's extensions: ``markdown`` those of Markdown, ``converted`` what others become."""

    markdown: frozenset[str]
    converted: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, config: Mapping[str, object]) -> OutputExtensions:
        """Return the extensions by the configuration's ``markdown_ext`` and plugins."""
        listed = str(config.get("markdown_ext") or "").split(",")
        converted = dict(_BUILT_IN)
        plugins = config.get("plugins")
        for plugin in plugins if isinstance(plugins, list) else ():
            converted.update(_OF_PLUGINS.get(str(plugin), {}))
        return cls(frozenset(f".{ext.lower()}" for ext in listed), converted)

    def is_markdown(self, extension: str) -> bool:
        """Return whether files with the extension are Markdown."""
        return extension.lower() in self.markdown

    def output(self, extension: str) -> str:
        """Return the extension of what the file is converted to; most stay as they are."""
        if self.is_markdown(extension):
            return ".html"
        return self.converted.get(extension.lower(), extension)
