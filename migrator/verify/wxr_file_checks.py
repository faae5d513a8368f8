"""Traps that only a whole WXR file shows: what two of its parts do to each other."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from migrator.diagnostics import Severity
from migrator.verify.wxr_item_checks import SLUG_LIMIT, is_bad_term_name
from migrator.verify.wxr_records import Finding, WxrAuthor, WxrItem, WxrTerm

LOGIN_LIMIT: Final = 60
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>()]+")
_NOT_LOGIN: Final = re.compile(r"[^a-z0-9 _.\-@]+")
_NOT_SLUG: Final = re.compile(r"(?:[^a-z0-9_%-]|%(?![0-9a-f]{2}))+")
_HIERARCHICAL: Final = frozenset({"page", "attachment"})

Placed = tuple[int, Finding]
"""A line of the file (0 for none) and a finding."""


def equal_in_database(text: str) -> str:
    """Return ``text`` so that titles which MySQL takes for equal are equal."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    kana = "".join(_hiragana(one) for one in bare if unicodedata.category(one) not in ("Mn", "Cf"))
    return kana.rstrip()


def _hiragana(character: str) -> str:
    return chr(ord(character) - 0x60) if "ァ" <= character <= "ヶ" else character


def stored_slug(text: str) -> str:
    """Return about what WordPress makes of a nicename (sanitize_title)."""
    bare = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(one for one in bare if unicodedata.category(one) != "Mn")
    dashed = _NOT_SLUG.sub("-", re.sub(r"[+#'’\"]", "", plain))
    return re.sub(r"-{2,}", "-", dashed).strip("-")


@dataclass(slots=True)
class FileChecks:
    """Sees terms, authors and items in the file's order; ``finish`` tells the rest."""

    terms: dict[tuple[str, str], str] = field(default_factory=dict)
    logins: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    titles: set[tuple[str, str, str]] = field(default_factory=set)
    slugs: dict[tuple[str, str], str] = field(default_factory=dict)
    shared_slugs: dict[str, str] = field(default_factory=dict)
    parents: list[tuple[int, str, str, str]] = field(default_factory=list)
    attachments: dict[str, int] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    declared_names: set[str] = field(default_factory=set)
    possible_parents: set[tuple[str, str]] = field(default_factory=set)
    without_category: int = 0

    def see_author(self, author: WxrAuthor) -> Iterator[Finding]:
        """Note ``author``; yield what is wrong with it."""
        if author.padded:
            message = f"the author '{author.login.strip()}' has white space around a field"
            yield "white-space", Severity.ERROR, message
        bare = unicodedata.normalize("NFKD", author.login).lower()
        plain = "".join(one for one in bare if unicodedata.category(one) != "Mn")
        login = " ".join(_NOT_LOGIN.sub("", plain).split())
        if not login or len(author.login) > LOGIN_LIMIT:
            message = f"the login '{author.login}' is empty to WordPress or too long"
            yield "login", Severity.ERROR, message
        elif login in self.logins:
            yield "login", Severity.ERROR, f"the login '{author.login}' stands twice"
        elif login != author.login.lower():
            message = f"the login '{author.login}' becomes '{login}'"
            yield "changed-login", Severity.WARNING, message
        email = author.email.lower()
        if email and email in self.emails:
            message = f"the e-mail '{author.email}' is used twice: the second user is not made"
            yield "author-email", Severity.ERROR, message
        self.logins |= {login, author.login}
        self.emails.add(email)

    def see_term(self, term: WxrTerm) -> Iterator[Finding]:
        """Note ``term``; yield what is wrong with it."""
        if term.parent and not self._knows_parent(term):
            message = f"'{term.name}' stands before its parent '{term.parent}', and loses it"
            yield "parent-order", Severity.ERROR, message
        if term.padded:
            message = f"the term '{term.name.strip()}' has white space around a field"
            yield "white-space", Severity.ERROR, message
        if is_bad_term_name(term.name):
            message = f"the term '{term.name[:40]}' is refused or loses what looks like a tag"
            yield "term-name", Severity.ERROR, message
        yield from _nicename(term)
        yield from self._clash(term.taxonomy, term.slug, term.name)
        self.declared_names.add(term.name)
        self.possible_parents |= {(term.taxonomy, term.slug), (term.taxonomy, term.name)}

    def _knows_parent(self, term: WxrTerm) -> bool:
        return (term.taxonomy, term.parent) in self.possible_parents

    def _clash(self, taxonomy: str, slug: str, name: str) -> Iterator[Finding]:
        stored = stored_slug(slug or name)
        known = self.terms.setdefault((taxonomy, stored), name)
        if known != name:
            message = f"'{name}' and '{known}' have one nicename to WordPress and become one term"
            yield "term-clash", Severity.ERROR, message

    def see_item(self, item: WxrItem) -> Iterator[Finding]:
        """Note ``item``; yield what is wrong between it and the items before."""
        for check in (self._id, self._title, self._slug, self._creator, self._item_terms):
            yield from check(item)
        self._note(item)

    def _id(self, item: WxrItem) -> Iterator[Finding]:
        if item.id in self.ids:
            yield "duplicate-id", Severity.ERROR, f"the id {item.id} stands twice: it is dropped"
        self.ids.add(item.id)

    def _title(self, item: WxrItem) -> Iterator[Finding]:
        key = (equal_in_database(item.title), item.date, item.type)
        if key in self.titles:
            message = f"a {item.type} of this title and date came before: it is dropped"
            yield "duplicate-post", Severity.ERROR, message
        self.titles.add(key)

    def _slug(self, item: WxrItem) -> Iterator[Finding]:
        if not item.slug:
            return
        key = (f"{item.type}:{item.parent}" if item.type == "page" else item.type, item.slug)
        is_shared = "attachment" in (item.type, self.shared_slugs.get(item.slug))
        if key in self.slugs or (is_shared and item.slug in self.shared_slugs):
            message = f"the slug '{item.slug}' is taken: WordPress adds a number to it"
            yield "duplicate-slug", Severity.ERROR, message
        self.slugs[key] = item.id
        if item.type in _HIERARCHICAL:
            self.shared_slugs.setdefault(item.slug, item.type)

    def _creator(self, item: WxrItem) -> Iterator[Finding]:
        if item.creator and item.creator not in self.logins:
            message = f"no wp:author declares '{item.creator}': its posts go to who imports"
            yield "unknown-author", Severity.ERROR, message

    def _item_terms(self, item: WxrItem) -> Iterator[Finding]:
        for term in item.terms:
            if term.slug is not None:
                yield from self._clash(term.taxonomy, term.slug, term.name)
            if "\\" in term.name and term.name not in self.declared_names:
                message = f"'{term.name}' is not declared in the head: it loses its backslash"
                yield "term-backslash", Severity.ERROR, message

    def _note(self, item: WxrItem) -> None:
        has_category = any(term.taxonomy == "category" for term in item.terms)
        self.without_category += item.type == "post" and not has_category
        if item.parent not in ("", "0"):
            self.parents.append((item.line, item.name, item.parent, "parent"))
        for key, value in item.meta:
            if key == "_thumbnail_id":
                self.parents.append((item.line, item.name, value, "featured image"))
        if item.attachment_url:
            self.attachments[item.attachment_url] = item.line
        found = _ADDRESS.findall(item.content)
        self.addresses.update(address.rstrip(".,;:!?") for address in found)

    def finish(self) -> Iterator[Placed]:
        """Yield what is wrong once the whole file is seen."""
        for line, name, number, role in self.parents:
            if number not in self.ids:
                code = "missing-parent" if role == "parent" else "missing-thumbnail"
                yield (
                    line,
                    (code, Severity.ERROR, f"{name}: its {role} {number} is not in the file"),
                )
        yield from self._prefixes()
        if self.without_category:
            message = f"{self.without_category} posts have no category; WordPress gives its default"
            yield 0, ("no-category", Severity.INFO, message)

    def _prefixes(self) -> Iterator[Placed]:
        every = sorted(self.addresses | set(self.attachments))
        for url, line in self.attachments.items():
            stem, dot, extension = url.rpartition(".")
            if not dot or "/" in extension:
                continue
            spoilt = _other_with_prefix(stem, url, every)
            if spoilt:
                message = f"importing '{url}' also changes '{spoilt}', which begins like it"
                yield line, ("url-prefix", Severity.ERROR, message)


def _nicename(term: WxrTerm) -> Iterator[Finding]:
    stored = stored_slug(term.slug)
    if not term.slug:
        message = f"the term '{term.name}' has no nicename: WordPress makes one"
        yield "empty-nicename", Severity.WARNING, message
    elif len(term.slug.encode()) > SLUG_LIMIT:
        yield "long-nicename", Severity.ERROR, f"the nicename of '{term.name}' is cut at 200 bytes"
    elif stored != term.slug.strip():
        message = f"WordPress changes the nicename '{term.slug}' to '{stored}'"
        yield "changed-nicename", Severity.WARNING, message


def _other_with_prefix(stem: str, url: str, every: list[str]) -> str:
    place = bisect_left(every, stem)
    while place < len(every) and every[place].startswith(stem):
        if not every[place].startswith(url):
            return every[place]
        place += 1
    return ""
