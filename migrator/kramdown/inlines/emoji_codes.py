"""Emoji codes, ``:smile:``, where ``gfm_emojis`` asks for them (parser-gfm: emoji_parser).

The images are GitHub's. The names are those of the package ``emoji``, which has all that the
gem gemoji has, so the gem's own table need not be kept here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from migrator.kramdown.inlines.scanner import Scanner
from migrator.model.nodes import Image

_CODE: Final = re.compile(r":([A-Za-z0-9_]++):")
_GITHUB: Final = "https://github.githubassets.com/images/icons/emoji"
_JOINERS: Final = frozenset("\ufe0f\u200d")


def parse_emoji_code(scanner: Scanner) -> bool:
    """Take a code as an image, or as text where no emoji has the name."""
    start = scanner.position
    match = _CODE.match(scanner.text, start)
    if match is None:
        return False
    character = emoji_of(match[1])
    if not character:
        scanner.take_text(len(match[0]))
        return True
    base = str(scanner.state.options.gfm_emoji_opts.get("asset_path") or _GITHUB).rstrip("/")
    attributes = (("class", "emoji"), ("height", "20"), ("width", "20"))
    source = f"{base}/unicode/{_file_name(character)}.png"
    line = scanner.source_line_at(start)
    scanner.frame.count_image()
    scanner.add(Image(source, match[0], match[0], attributes, line), match.end())
    return True


@cache
def emoji_of(name: str) -> str:
    """Return the emoji called ``name``, "" for none. GitHub's names are lower case."""
    # The table is large and few texts need it.
    import emoji

    code = f":{name}:"
    found = emoji.emojize(code, language="alias") if name == name.lower() else code
    return "" if found == code else found


def _file_name(character: str) -> str:
    """Return the code points in hexadecimal, as GitHub's files are called."""
    return "-".join(f"{ord(sign):04x}" for sign in character if sign not in _JOINERS)
