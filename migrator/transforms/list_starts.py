"""The number that a list starts at, where only an attribute names it: kramdown reads none itself.

``3. a`` with ``{: start="3"}`` becomes a list that starts at 3.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, cast

from migrator.model.attributes import get_attribute, without_attributes
from migrator.model.nodes import Body, Node, OrderedList
from migrator.model.walk import rewrite

_NUMBER: Final = re.compile(r"\s*\d{1,9}\Z")


def number_lists(body: Body) -> Body:
    """Return ``body`` with the numbers of lists in their nodes."""
    (found,) = rewrite(body, _numbered, frozenset({OrderedList}))
    return cast("Body", found)


def _numbered(node: Node) -> Node:
    if not isinstance(node, OrderedList):
        return node
    start = get_attribute(node.attributes, "start")
    if start is None or not _NUMBER.match(start):
        return node
    rest = without_attributes(node.attributes, ("start",))
    return replace(node, start=int(start), attributes=rest)
