"""Emoji codes, ``:smile:``, where ``gfm_emojis`` asks for them (parser-gfm: emoji_parser).

The images are GitHub's.
"""

from __future__ import annotations

import re
from typing import Final

from migrator.html.emoji_codes import emoji_of
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


def _file_name(character: str) -> str:
    """Return the code points in hexadecimal, as GitHub's files are called."""
    return "-".join(f"{ord(sign):04x}" for sign in character if sign not in _JOINERS)
