"""GitHub's names of emoji, ``:smile:``, and the characters that they stand for.

The names are those of the package ``emoji``, which has all that the gem gemoji has, so the gem's
own table need not be kept here. It knows some 2,800 long names more (``thumbs_up``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_CODE: Final = re.compile(r":(?P<name>[a-z0-9_+\-]++)(?=:)")
_OURS: Final = {"beetle": "🪲", "egg": "🥚"}
"""Names that the package gives to other characters than GitHub does."""


@lru_cache(maxsize=4096)
def emoji_of(name: str) -> str:
    """Return the emoji called ``name``, "" for none. GitHub's names are lower case."""
    if name in _OURS:
        return _OURS[name]
    # The table is large and few texts need it.
    import emoji

    code = f":{name}:"
    found = emoji.emojize(code, language="alias") if name == name.lower() else code
    return "" if found == code else found


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
