"""Character references (kramdown syntax: HTML entities)."""

from __future__ import annotations

from migrator.html.tags import ENTITY
from migrator.kramdown.entities import character_of_reference
from migrator.kramdown.inlines.scanner import Scanner
from migrator.model.nodes import SmartPunctuation, Text


def parse_entity(scanner: Scanner) -> bool:
    """Take a character reference as the character; an unknown name is text as written."""
    match = ENTITY.match(scanner.text, scanner.position)
    if match is None:
        return False
    decoded = character_of_reference(match)
    if decoded is None:
        scanner.take_text(len(match[0]))
    elif scanner.state.options.html_to_native or scanner.state.keeps_references:
        # There kramdown tells references from text.
        scanner.add(SmartPunctuation(decoded, match[0]), match.end())
    else:
        scanner.add(Text(decoded), match.end())
    return True
