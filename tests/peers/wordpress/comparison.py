"""What WXR files say against what a WordPress holds after their import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from migrator.model.document import Document
from migrator.verify.wordpress import content_differences
from tests.peers.wordpress.real_site import Import

NAMES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
FIELDS = {
    "title": "title",
    "name": "wp:post_name",
    "type": "wp:post_type",
    "status": "wp:status",
    "date": "wp:post_date",
    "date_gmt": "wp:post_date_gmt",
    "content": "content:encoded",
    "excerpt": "excerpt:encoded",
    "menu_order": "wp:menu_order",
    "comment_status": "wp:comment_status",
    "author": "dc:creator",
}
"""A post's field in the dump, and the element it comes from."""
COMMENT_FIELDS = {
    "author": "wp:comment_author",
    "email": "wp:comment_author_email",
    "url": "wp:comment_author_url",
    "date": "wp:comment_date",
    "date_gmt": "wp:comment_date_gmt",
    "content": "wp:comment_content",
    "approved": "wp:comment_approved",
}
_OWN_META = {"_wp_attached_file", "_wp_attachment_metadata", "_encloseme", "_pingme"}
"""Meta that WordPress sets by itself."""
_EMBED_LINK = re.compile(
    r'(<div class="wp-block-embed__wrapper">\s*)<a href="[^"]*">([^<]*)</a>(\s*</div>)'
)
"""What WordPress shows of an embed when it cannot ask the provider."""
_MARKED_TEXT = re.compile(r's:\d+:"(.*)";', re.DOTALL)
"""A text that says that it is one, for it looks like PHP's data."""
_ADDED = re.compile(r' (?:decoding|loading|fetchpriority)="[^"]*"')
Item = etree._Element
Post = Mapping[str, Any]


@dataclass(slots=True)
class Expected:
    """All that the files of one site say, each item once."""

    items: dict[str, Item] = field(default_factory=dict)
    terms: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    authors: dict[str, tuple[str, str]] = field(default_factory=dict)


def text(element: Item, name: str) -> str:
    """Return the text of the child ``name``."""
    return element.findtext(name, "", NAMES)


def read_files(files: Iterable[Path]) -> Expected:
    """Return what ``files`` say together."""
    expected = Expected()
    for file in files:
        channel = etree.parse(file).getroot()[0]
        for item in channel.findall("item"):
            if text(item, "wp:post_type") == "nav_menu_item":
                continue
            number = text(item, "wp:post_id")
            expected.items[number] = _together(expected.items.get(number), item)
        for author in channel.findall("wp:author", NAMES):
            details = text(author, "wp:author_email"), text(author, "wp:author_display_name")
            expected.authors[text(author, "wp:author_login")] = details
        for term in channel.findall("wp:category", NAMES):
            key = "category", text(term, "wp:category_nicename")
            expected.terms[key] = text(term, "wp:cat_name"), text(term, "wp:category_parent")
        for term in channel.findall("wp:tag", NAMES):
            expected.terms["post_tag", text(term, "wp:tag_slug")] = text(term, "wp:tag_name"), ""
        for term in channel.findall("wp:term", NAMES):
            key = text(term, "wp:term_taxonomy"), text(term, "wp:term_slug")
            expected.terms[key] = text(term, "wp:term_name"), text(term, "wp:term_parent")
    return expected


def _together(known: Item | None, item: Item) -> Item:
    """Return what two parts say of one item: in one of them it may stand without its meta."""
    if known is None or text(item, "wp:post_type") == "attachment":
        return item if known is None else known
    full, other = sorted((known, item), key=lambda one: -len(one.findall("wp:postmeta", NAMES)))
    said = {_pair(meta) for meta in full.findall("wp:postmeta", NAMES)}
    full.extend(meta for meta in other.findall("wp:postmeta", NAMES) if _pair(meta) not in said)
    return full


def _pair(meta: Item) -> tuple[str, str]:
    value = text(meta, "wp:meta_value")
    marked = _MARKED_TEXT.fullmatch(value)
    return text(meta, "wp:meta_key"), marked[1] if marked else value


def differences(expected: Expected, found: Import) -> list[str]:
    """Return where ``found`` is not as ``expected``, a line each."""
    pairs, lines = _paired(expected, found)
    numbers = {number: post["id"] for number, (_, post) in pairs.items()}
    uploads = _uploads(pairs.values())
    for number, (item, post) in pairs.items():
        name = f"{post['type']} {number} '{post['title']}'"
        for line in _post_differences(item, post, numbers, uploads):
            lines.append(f"{name}: {line}")
    return (
        lines
        + list(_term_differences(expected, found))
        + list(_author_differences(expected, found))
    )


def _paired(expected: Expected, found: Import) -> tuple[dict[str, tuple[Item, Post]], list[str]]:
    posts = {(post["type"], post["title"], post["date"]): post for post in found.posts}
    pairs: dict[str, tuple[Item, Post]] = {}
    lines: list[str] = []
    for number, item in expected.items.items():
        key = text(item, "wp:post_type"), text(item, "title"), text(item, "wp:post_date")
        stored = key[0], key[1].replace("&", "&amp;") if key not in posts else key[1], key[2]
        post = posts.pop(key, None) or posts.pop(stored, None)
        if post is None:
            lines.append(f"item {number} {key} is not on the site")
        else:
            pairs[number] = item, post
    lines += [f"the site has {key}, which no file holds" for key in posts]
    return pairs, lines


def _uploads(pairs: Iterable[tuple[Item, Post]]) -> dict[str, str]:
    """Return the addresses of uploaded files, each with its address on the old site.

    WordPress names a large image after the smaller one it makes; contents keep the original.
    """
    uploads = {
        str(post["url"]): text(item, "wp:attachment_url").replace("/./", "/")
        for item, post in pairs
        if post["type"] == "attachment" and post["has_file"]
    }
    return uploads | {url.replace("-scaled.", "."): uploads[url] for url in uploads}


def with_old_addresses(html: str, uploads: Mapping[str, str]) -> str:
    """Return ``html`` with the addresses of uploads as they were on the old site."""
    html = html.replace("/./", "/")
    for new in sorted(uploads, key=len, reverse=True):
        html = html.replace(new, uploads[new])
    return html


def _post_differences(
    item: Item, post: Post, numbers: Mapping[str, int], uploads: Mapping[str, str]
) -> Iterator[str]:
    for name, element in FIELDS.items():
        wanted, got = text(item, element), str(post[name])
        if name == "content":
            wanted, got = wanted.replace("/./", "/"), with_old_addresses(got, uploads)
        if got != (wanted or ("admin" if name == "author" else "")):
            yield f"{name} is {_around(got, wanted)}, not {_around(wanted, got)}"
    parent = text(item, "wp:post_parent")
    if post["parent"] != numbers.get(parent, 0):
        yield f"its parent is {post['parent']}, not {numbers.get(parent, 0)}"
    if post["sticky"] != (text(item, "wp:is_sticky") == "1"):
        yield f"sticky is {post['sticky']}"
    yield from _meta_differences(item, post, numbers)
    yield from _item_term_differences(item, post)
    yield from _comment_differences(item, post)
    if post["type"] == "attachment" and not post["has_file"]:
        yield "its file is not there"


def _around(one: str, other: str) -> str:
    same = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0
    )
    return repr(one[max(0, same - 30) : same + 60])


def _meta_differences(item: Item, post: Post, numbers: Mapping[str, int]) -> Iterator[str]:
    wanted = [_pair(one) for one in item.findall("wp:postmeta", NAMES)]
    wanted = [
        (key, str(numbers.get(value, value)) if key == "_thumbnail_id" else value)
        for key, value in wanted
        if key not in _OWN_META
    ]
    got = [
        (key, value)
        for key, value in post["meta"]
        if key not in _OWN_META and not key.startswith("_oembed_")
    ]
    if set(wanted) != set(got):
        yield f"its meta is {sorted(set(got) - set(wanted))}, not {sorted(set(wanted) - set(got))}"


def _item_term_differences(item: Item, post: Post) -> Iterator[str]:
    wanted = {
        (one.get("domain", ""), one.get("nicename", ""), _stored(one.text or ""))
        for one in item.findall("category")
    }
    if post["type"] == "post" and not any(taxonomy == "category" for taxonomy, _, _ in wanted):
        wanted.add(("category", "uncategorized", "Uncategorized"))
    got = {(one["taxonomy"], one["slug"], one["name"]) for one in post["terms"]}
    if wanted != got:
        yield f"its terms are {got - wanted}, not {wanted - got}"


def _stored(name: str) -> str:
    """Return the name of a term, an author or a reader as WordPress keeps it."""
    return name.replace("&", "&amp;")


def _comment_differences(item: Item, post: Post) -> Iterator[str]:
    comments = item.findall("wp:comment", NAMES)
    if len(comments) != len(post["comments"]):
        yield f"it has {len(post['comments'])} comments, not {len(comments)}"
        return
    numbers = {"0": "0"}
    for comment, got in zip(comments, post["comments"], strict=True):
        numbers[text(comment, "wp:comment_id")] = str(got["id"])
        wanted = {name: text(comment, element) for name, element in COMMENT_FIELDS.items()}
        wanted["author"] = _stored(wanted["author"])
        wanted["parent"] = numbers.get(text(comment, "wp:comment_parent"), "?")
        for name, value in wanted.items():
            if str(got[name]) != value:
                yield f"comment {got['id']}: {name} is {got[name]!r}, not {value!r}"


def _term_differences(expected: Expected, found: Import) -> Iterator[str]:
    slugs = {term["id"]: term["slug"] for term in found.terms}
    got = {
        (term["taxonomy"], term["slug"]): (term["name"], slugs.get(term["parent"], ""))
        for term in found.terms
    }
    for key, (name, parent) in expected.terms.items():
        if got.get(key) != (_stored(name), parent):
            yield f"the term {key} is {got.get(key)}, not {(_stored(name), parent)}"


def _author_differences(expected: Expected, found: Import) -> Iterator[str]:
    got = {author["login"]: (author["email"], author["name"]) for author in found.authors}
    for login, details in expected.authors.items():
        if got.get(login) != (details[0], _stored(details[1])):
            yield f"the author {login} is {got.get(login)}, not {details}"


def shown_differences(
    documents: Mapping[str, Document], expected: Expected, found: Import
) -> dict[str, list[str]]:
    """Return, by source path, how what WordPress shows differs from the model; [] for equal."""
    pairs, _ = _paired(expected, found)
    uploads = _uploads(pairs.values())
    result: dict[str, list[str]] = {}
    for item, post in pairs.values():
        path = dict(_pairs(post["meta"])).get("_jekyll_path", "")
        if path in documents and "plain" in post:
            html = _ADDED.sub("", with_old_addresses(post["plain"], uploads))
            html = _EMBED_LINK.sub(r"\1\2\3", html)
            link = text(item, "link")
            result[path] = list(content_differences(documents[path], html, link))
    return result


def _pairs(meta: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    return [(key, value) for key, value in meta]


def held(found: Import) -> list[dict[str, Any]]:
    """Return all that a site holds, free of numbers: two sites may count their posts otherwise."""
    names = {post["id"]: f"{post['type']} {post['date']} {post['title']}" for post in found.posts}
    posts: list[dict[str, Any]] = []
    for post in found.posts:
        meta = [
            [key, names.get(int(value), value) if key == "_thumbnail_id" else value]
            for key, value in post["meta"]
            if not key.startswith("_oembed_") and key != "_wp_attachment_metadata"
        ]
        comments = [{**one, "id": 0, "parent": _place(one, post)} for one in post["comments"]]
        changed = {
            "parent": names.get(post["parent"], ""),
            "meta": sorted(meta),
            "comments": comments,
        }
        posts.append({**post, **changed, "id": names[post["id"]]})
    return sorted(posts, key=lambda one: str(one["id"]))


def _place(comment: Mapping[str, Any], post: Post) -> int:
    """Return which comment of ``post`` this one answers, 0 for none."""
    numbers = [str(one["id"]) for one in post["comments"]]
    parent = str(comment["parent"])
    return numbers.index(parent) + 1 if parent in numbers else 0
