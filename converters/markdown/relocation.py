"""Addresses in a body that change with the place of the new file: own images, ``relref`` links.

A link to another document becomes ``relref:/posts/a.md#id`` in the body; the handlers write
Hugo's shortcode of it (Hugo: ref/relref shortcodes).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from urllib.parse import quote, unquote

from converters.markdown.layout import Layout, is_bundle, output_path
from migrator.model import nodes
from migrator.model.attributes import Attributes
from migrator.model.document import Asset, Document, Place
from migrator.model.nodes import Node
from migrator.model.walk import rewrite, walk

RELREF: Final = "relref:"
_CONTENT: Final = "content"
_ADDRESSES: Final = frozenset({"src", "href", "poster", "data", "srcset"})
_PARTS: Final = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_CANDIDATE: Final = re.compile(r"[^\s,]\S*")
_ILLEGAL: Final = re.compile(r"[\s<>\"`\\^{|}?#%]")
_KINDS: Final = frozenset({nodes.Image, nodes.Link, nodes.HtmlElement})


@dataclass(frozen=True, slots=True)
class Move:
    """Where addresses of a document lead now.

    ``files`` maps URL paths of files to their names beside the document, ``documents`` URL paths
    of other documents to their files below ``content``. ``stays`` is called with each link into
    the site that keeps its address although ``documents`` was asked for.
    """

    files: Mapping[str, str]
    documents: Mapping[str, str] | None = None
    stays: Callable[[nodes.Link], None] = lambda _: None


def files_beside(document: Document, layout: Layout) -> list[Asset]:
    """Return the files that go into the folder of ``document``, none where it has no folder."""
    if not document.own_files or not is_bundle(document, layout):
        return []
    own = (asset for asset in document.assets if asset.path in document.own_files)
    return [asset for asset in own if not asset.featured and ":" not in name_of(asset)]


def name_of(asset: Asset) -> str:
    """Return the file name of ``asset``."""
    return asset.path.rsplit("/", 1)[-1]


def content_paths(links: Mapping[str, Place], layout: Layout) -> dict[str, str]:
    """Return the files below ``content`` of what stands at each address."""
    paths = {address: output_path(place, layout) for address, place in links.items()}
    return {
        address: path.removeprefix(_CONTENT)
        for address, path in paths.items()
        if path.startswith(f"{_CONTENT}/")
    }


def relocated(body: nodes.Body, move: Move) -> nodes.Body:
    """Return ``body`` with the addresses of ``move`` in place of the old ones."""
    if move.documents is not None:
        body = _rewritten(
            body, partial(_relinked, move, _in_figures(body)), frozenset({nodes.Link})
        )
    return _rewritten(body, partial(_moved, move), _KINDS) if move.files else body


def _rewritten(
    body: nodes.Body, rewriter: Callable[[Node], Node], kinds: frozenset[type[Node]]
) -> nodes.Body:
    (found,) = rewrite(body, rewriter, kinds)
    return found if isinstance(found, nodes.Body) else body


def _in_figures(body: nodes.Body) -> frozenset[int]:
    """Return which links (by ``id``) stand in figures, whose shortcode holds no other."""
    figures = (node for node in walk(body) if type(node) is nodes.Figure)
    return frozenset(id(one) for figure in figures for one in walk(figure))


def _relinked(move: Move, in_figures: frozenset[int], node: Node) -> Node:
    if not isinstance(node, nodes.Link) or id(node) in in_figures or move.documents is None:
        return node
    path, query, fragment = _split(node.destination)
    place = move.documents.get(path)
    if place is not None and not query:
        return replace(node, destination=f"{RELREF}{place}{unquote(fragment)}")
    if path.startswith("/") and not path.startswith("//"):
        move.stays(node)
    return node


def _moved(move: Move, node: Node) -> Node:
    if isinstance(node, nodes.Image):
        destination = _file(node.destination, move)
        attributes = _attributes(node.attributes, move)
        return replace(node, destination=destination, attributes=attributes)
    if isinstance(node, nodes.Link):
        return replace(node, destination=_file(node.destination, move))
    if isinstance(node, nodes.HtmlElement):
        return replace(node, attributes=_attributes(node.attributes, move))
    return node


def _attributes(attributes: Attributes, move: Move) -> Attributes:
    if not any(name in _ADDRESSES for name, _ in attributes):
        return attributes
    return tuple(
        (name, _CANDIDATE.sub(lambda match: _file(match[0], move), value))
        if name == "srcset"
        else (name, _file(value, move) if name in _ADDRESSES else value)
        for name, value in attributes
    )


def _file(address: str, move: Move) -> str:
    """Return the name beside the document of what stands at ``address``, or that itself."""
    path, _, fragment = _split(address)
    name = move.files.get(unquote(path))
    if name is None:
        return address
    return (quote(name) if _ILLEGAL.search(name) else name) + fragment


def _split(address: str) -> tuple[str, str, str]:
    match = _PARTS.match(address)
    return (match[1], match[2] or "", match[3] or "") if match else (address, "", "")
