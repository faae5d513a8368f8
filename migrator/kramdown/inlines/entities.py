"""Character references (kramdown syntax: HTML entities)."""

from __future__ import annotations

import re
from typing import Final

from migrator.html.tags import ENTITY
from migrator.kramdown.entities import character_of_reference, decode_known
from migrator.kramdown.inlines.scanner import Scanner
from migrator.model.nodes import SmartPunctuation, Text

_ESCAPED: Final = re.compile(r"&\\(?P<number>#(?:[0-9]++|x[0-9a-fA-F]++);)")


def parse_entity(scanner: Scanner) -> bool:
    """Take a character reference as the character; an unknown name is text as written."""
    match = ENTITY.match(scanner.text, scanner.position)
    if match is None:
        return _parse_escaped(scanner)
    decoded = character_of_reference(match)
    if decoded is None:
        scanner.take_text(len(match[0]))
    elif scanner.state.options.html_to_native or scanner.state.keeps_references:
        # There kramdown tells references from text.
        scanner.add(SmartPunctuation(decoded, match[0]), match.end())
    else:
        scanner.add(Text(decoded), match.end())
    return True


def _parse_escaped(scanner: Scanner) -> bool:
    r"""Take ``&\#8217;`` as the character, too.

    To kramdown it is text, but text that it writes as the reference it has become, so readers
    saw the character (kramdown: lib/kramdown/utils/html).
    """
    match = _ESCAPED.match(scanner.text, scanner.position)
    if match is None:
        return False
    scanner.add_text(decode_known(f"&{match['number']}"), match.end())
    return True
