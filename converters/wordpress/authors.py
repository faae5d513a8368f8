"""Authors of the whole site: logins that WordPress can make users of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from converters.wordpress.items import ItemAuthor
from converters.wordpress.slugs import LOGIN_LIMIT, login_of, unique
from converters.wordpress.xml_text import tag

_NAME_LIMIT: Final = 250
_FALLBACK: Final = "author"


@dataclass(frozen=True, slots=True)
class Login:
    """An author with the number and login that the file gives."""

    id: int
    login: str
    email: str
    name: str


@dataclass(slots=True)
class Authors:
    """All authors, by the key that documents name them with."""

    logins: dict[str, Login] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _emails: set[str] = field(default_factory=set)

    def login(self, author: ItemAuthor) -> str:
        """Return the login for ``author``, a new one at first sight."""
        if author.key not in self.logins:
            self.logins[author.key] = self._new(author)
        return self.logins[author.key].login

    def write(self, logins: Iterable[str]) -> Iterator[str]:
        """Yield the declarations of the authors with these ``logins``."""
        wanted = set(logins)
        for author in self.logins.values():
            if author.login in wanted:
                yield _write(author)

    def _new(self, author: ItemAuthor) -> Login:
        wanted = login_of(author.key, author.name, author.email) or _FALLBACK
        login = unique(wanted, self._taken, LOGIN_LIMIT)
        self._taken.add(login)
        email = author.email if author.email.lower() not in self._emails else ""
        self._emails.add(author.email.lower())
        name = (author.name or author.key)[:_NAME_LIMIT]
        return Login(len(self.logins) + 1, login, email, name)


def _write(author: Login) -> str:
    content = (
        f"{tag('wp:author_id', author.id)}{tag('wp:author_login', author.login)}"
        f"{tag('wp:author_email', author.email)}{tag('wp:author_display_name', author.name)}"
        f"{tag('wp:author_first_name', '')}{tag('wp:author_last_name', '')}"
    )
    return f"<wp:author>{content}</wp:author>\n"
