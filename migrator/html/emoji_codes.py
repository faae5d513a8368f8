"""GitHub's names of emoji, ``:smile:``, and the characters that they stand for.

The names are those of the package ``emoji``, which has all that the gem gemoji has, so the gem's
own table need not be kept here. It knows some 2,800 long names more (``thumbs_up``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_CODE: Final = re.compile(r":(?P<name>[a-z0-9_+\-]++)(?=:)")
_OURS: Final = {"beetle": "🪲", "egg": "🥚"}
"""Names that the package gives to other characters than GitHub does."""


def emoji_of(name: str) -> str:
    """Return the emoji called ``name``, "" for none. GitHub's names are lower case."""
    return _emoji_by_name().get(name, "")


@cache
def _emoji_by_name() -> dict[str, str]:
    """Return all emoji by name; the package itself looks through all of them for each name."""
    # The table is large and few texts need it.
    import emoji

    long_names: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for character, data in emoji.EMOJI_DATA.items():
        if data["status"] <= emoji.STATUS["fully_qualified"]:
            long_names.setdefault(data["en"].strip(":"), character)
            for code in data.get("alias", ()):
                aliases.setdefault(code.strip(":"), character)
    found = {**long_names, **aliases, **_OURS}
    return {name: character for name, character in found.items() if name == name.lower()}


def with_emoji(text: str) -> str:
    """Return ``text`` with its codes as characters; what is no emoji's name stays as it is."""
    pieces: list[str] = []
    end = 0
    while (match := _CODE.search(text, end)) is not None:
        character = emoji_of(match["name"])
        pieces += (text[end : match.start()], character or match[0])
        # The colon behind a name that is none may open the next code.
        end = match.end() + 1 if character else match.end()
    return "".join((*pieces, text[end:])) if pieces else text
