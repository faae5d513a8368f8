"""Characters to HTML: text, attribute values and whole attribute lists."""

from __future__ import annotations

from migrator.model.attributes import Attributes


def escape_text(text: str) -> str:
    """Return ``text`` so that HTML reads it back as these characters."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def escape_value(value: str) -> str:
    """Return ``value`` to stand between double quotes."""
    return escape_text(value).replace('"', "&quot;")


def format_attributes(attributes: Attributes) -> str:
    """Return ``attributes`` with a leading space each; a blank id is left out, as in kramdown.

    Liquid between attributes stands as a name without a value and is written as it was.
    """
    if not attributes:
        return ""
    return "".join(
        f" {name}" if name.startswith("{") and not value else f' {name}="{escape_value(value)}"'
        for name, value in attributes
        if name != "id" or value.strip()
    )
