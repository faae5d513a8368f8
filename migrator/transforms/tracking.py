"""Parameters of addresses that only tell who sent the reader; left out where asked to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from migrator.model.nodes import Body, Link, Node
from migrator.model.walk import rewrite_lined
from migrator.transforms.context import Notes, TransformContext

_TRACKING: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|mkt_tok"
    r"|_hs(?:enc|mi)|vero_id|oly_(?:anon|enc)_id|n_media|n_query|n_rank|n_ad_group|NaPm)\Z"
)


def drop_tracking(body: Body, context: TransformContext, notes: Notes) -> Body:
    """Return ``body`` with its links' addresses without parameters that only track readers."""
    if not context.options.cleans("tracking"):
        return body

    def drop(node: Node, line: int) -> Node | Sequence[Node]:
        if not isinstance(node, Link) or "?" not in node.destination:
            return node
        address, count = without_tracking(node.destination)
        notes.count("tracking", line, count)
        return replace(node, destination=address) if count else node

    (dropped,) = rewrite_lined(body, drop, {Link})
    return cast("Body", dropped)


def without_tracking(address: str) -> tuple[str, int]:
    """Return ``address`` without such parameters, and how many they were; the rest as it stood."""
    before, mark, fragment = address.partition("#")
    path, _, query = before.partition("?")
    words = query.split("&")
    kept = [word for word in words if not _TRACKING.match(word.partition("=")[0])]
    if len(kept) == len(words):
        return address, 0
    return (f"{path}?{'&'.join(kept)}" if kept else path) + mark + fragment, len(words) - len(kept)
