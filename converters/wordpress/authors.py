"""Authors of the whole site: logins that WordPress can make users of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from converters.wordpress.items import ItemAuthor
from converters.wordpress.slugs import LOGIN_LIMIT, login_of, unique
from converters.wordpress.xml_elements import add_element, add_text
from migrator.model.document import SiteInfo

_NAME_LIMIT: Final = 250
_FALLBACK: Final = "author"
_UNNAMED: Final = "\x00"
"""A key that no document can name."""


@dataclass(frozen=True, slots=True)
class Login:
    """An author with the number and login that the file gives."""

    id: int
    login: str
    email: str
    name: str


@dataclass(slots=True)
class Authors:
    """All authors, by the key that documents name them with.

    ``unnamed`` writes what has no author: the importer complains of each item without one.
    """

    unnamed: ItemAuthor
    logins: dict[str, Login] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _emails: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, site: SiteInfo) -> Authors:
        """Return no authors yet; what has none is by the site itself."""
        return cls(ItemAuthor(_UNNAMED, " ".join(site.title.split()) or _FALLBACK))

    def login(self, author: ItemAuthor | None) -> str:
        """Return the login for ``author``, None for an unnamed one; a new one at first sight."""
        author = author or self.unnamed
        if author.key not in self.logins:
            self.logins[author.key] = self._new(author)
        return self.logins[author.key].login

    def declare(self, channel: etree._Element, logins: Iterable[str]) -> None:
        """Add to ``channel`` the declarations of the authors with these ``logins``."""
        wanted = set(logins)
        for author in self.logins.values():
            if author.login in wanted:
                _declare(channel, author)

    def _new(self, author: ItemAuthor) -> Login:
        candidates = (author.key, author.name, author.email)
        wanted = login_of(*candidates[author is self.unnamed :]) or _FALLBACK
        login = unique(wanted, self._taken, LOGIN_LIMIT)
        self._taken.add(login)
        email = author.email if author.email.lower() not in self._emails else ""
        self._emails.add(author.email.lower())
        name = (author.name or author.key)[:_NAME_LIMIT]
        return Login(len(self.logins) + 1, login, email, name)


def _declare(channel: etree._Element, author: Login) -> None:
    element = add_element(channel, "wp:author")
    add_text(element, "wp:author_id", author.id)
    add_text(element, "wp:author_login", author.login)
    add_text(element, "wp:author_email", author.email)
    add_text(element, "wp:author_display_name", author.name)
    add_text(element, "wp:author_first_name", "")
    add_text(element, "wp:author_last_name", "")
