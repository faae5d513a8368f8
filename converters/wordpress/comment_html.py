"""The HTML of a reader's comment, as far as it may stand on a site that an administrator imports.

Themes show comments without their scripts (``strip_html``, ``escape``), and Staticman stores what
readers send. An administrator's import is not filtered by WordPress: a script would run.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from migrator.html.fragment import parse_fragment
from migrator.html.serializer import to_html
from migrator.model.attributes import Attributes
from migrator.model.nodes import HtmlElement, Node, RawBlock, RawInline
from migrator.model.walk import rewrite


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KEPT: Final = _names(
    "a abbr b blockquote br cite code dd del details dl dt em figcaption figure h1 h2 h3 h4 h5 h6"
    " hr i img ins kbd li mark ol p pre q s samp small span strike strong sub summary sup table"
    " tbody td tfoot th thead tr tt u ul var"
)
_DROPPED: Final = _names(
    "applet audio base button embed form frame frameset iframe input link math meta noscript object"
    " option script select style svg template textarea title video"
)
"""Left out with what they hold; any other element leaves what it holds."""
_KEPT_ATTRIBUTES: Final = _names(
    "align alt class cite colspan datetime height href id open reversed role rowspan src start"
    " title width"
)
_ADDRESSES: Final = frozenset({"cite", "href", "src"})
_SCHEME: Final = re.compile(r"\A([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES: Final = frozenset({"ftp", "http", "https", "mailto", "tel"})
_NOT_READ: Final = re.compile(r"[\x00-\x20\x7f]+")
"""Characters that browsers leave out of the scheme of an address."""
_RELATION: Final = ("rel", "nofollow ugc")
"""What WordPress gives the links in comments, after their other attributes."""
_RAW: Final = (RawBlock, RawInline)


def safe_html(html: str) -> tuple[str, int]:
    """Return ``html`` without what could run or load, and how many elements that left out."""
    left_out = 0

    def clean(node: Node) -> Node | tuple[Node, ...]:
        nonlocal left_out
        if isinstance(node, _RAW):
            return ()
        if not isinstance(node, HtmlElement):
            return node
        if node.name in _DROPPED:
            left_out += 1
            return ()
        if node.name not in _KEPT:
            return node.children
        return replace(node, attributes=_attributes(node))

    (body,) = rewrite(parse_fragment(html), clean)
    return to_html(body).strip(), left_out


def _attributes(element: HtmlElement) -> Attributes:
    kept = tuple(
        (name, _value(name, value))
        for name, value in element.attributes
        if name in _KEPT_ATTRIBUTES and (name not in _ADDRESSES or _is_harmless(value))
    )
    is_link = element.name == "a" and any(name == "href" for name, _ in kept)
    return (*kept, _RELATION) if is_link else kept


def _value(name: str, value: str) -> str:
    """Return a value as WordPress leaves it: it takes ``#fn:`` for a scheme, and drops it."""
    if name == "id" or value.startswith("#"):
        return value.replace(":", "-")
    if name in _ADDRESSES:
        return _SCHEME.sub(_in_lower_case, value.strip(), count=1)
    return value


def _in_lower_case(scheme: re.Match[str]) -> str:
    return scheme[0].lower()


def _is_harmless(address: str) -> bool:
    found = _SCHEME.match(_NOT_READ.sub("", address))
    return found is None or found[1].lower() in _SCHEMES
