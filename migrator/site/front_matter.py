"""Front matter: where it ends and what it says, as Jekyll reads it.

``FrontMatterHandler`` plugs our reading into python-frontmatter; ``read_front_matter`` is the way
in for this package, since python-frontmatter strips the text and with it the line numbers.
Source of the rules: Jekyll, document.rb (YAML_FRONT_MATTER_REGEXP) and utils.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final, cast

import yaml
from frontmatter.default_handlers import BaseHandler

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity, excerpt_of
from migrator.site.ruby_values import to_text
from migrator.site.yaml_loader import load_yaml

BYTE_ORDER_MARK: Final = "\ufeff"
_OPENING: Final = re.compile(r"---[ \t\r\f\v]*\n")
_CLOSING: Final = re.compile(r"^(?:---|\.\.\.)[ \t\r\f\v]*$", re.MULTILINE)
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]*")
_HEADER_LINE: Final = re.compile(rb"---[ \t\r\f\v]*\n")
_LONGEST_HEADER_LINE: Final = 256


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the body.

    ``text`` is the YAML with its opening line, ``values`` what it says (empty when it is broken
    or not a hash), ``body_start`` the offset of the body in the file's text and ``body_line`` its
    one-based line. ``broken`` tells that the YAML could not be read.
    """

    text: str = ""
    values: dict[str, object] = field(default_factory=dict)
    body_start: int = 0
    body_line: int = 1
    broken: bool = False


def has_header(data: bytes) -> bool:
    """Return whether a file that starts with ``data`` has front matter for Jekyll's readers.

    Only the first line counts, so a byte order mark or a blank line makes it a static file.
    """
    return _HEADER_LINE.match(data[:_LONGEST_HEADER_LINE]) is not None


def split(text: str) -> tuple[str, int]:
    """Return the front matter of ``text`` and the offset of its body (``("", 0)`` if none)."""
    opening = _OPENING.match(text)
    if opening is None:
        return "", 0
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return "", 0
    return text[: closing.start()], _body_start(text, closing.end())


def _body_start(text: str, position: int) -> int:
    """Return where the body starts: blank lines after the front matter belong to neither."""
    end = cast("re.Match[str]", _SPACE.match(text, position)).end()
    if end == len(text):
        return end
    return max(text.rfind("\n", position, end) + 1, position)


def read_front_matter(text: str, path: str, sink: DiagnosticSink) -> FrontMatter:
    """Return the front matter of a file's text (without byte order mark).

    Broken YAML, and YAML that is not a hash, are reported with their line; the values are then
    empty and the body is what follows.
    """
    raw, body_start = split(text)
    body_line = text.count("\n", 0, body_start) + 1
    try:
        loaded = load_yaml(raw) if raw else None
    except yaml.YAMLError as error:
        sink(_broken(error, raw, path))
        return FrontMatter(raw, {}, body_start, body_line, broken=True)
    if loaded and not isinstance(loaded, dict):
        sink(_not_a_hash(raw, path))
        return FrontMatter(raw, {}, body_start, body_line, broken=True)
    values = hash_of(loaded)
    return FrontMatter(raw, values, body_start, body_line)


def line_of_key(raw: str, key: str) -> int:
    """Return the one-based line of ``key`` in front matter with its opening line, 0 for none.

    Where a key stands twice, the last one counts, as in YAML.
    """
    line = 0
    for number, text in enumerate(raw.split("\n"), 1):
        name, colon, _ = text.partition(":")
        if colon and name.strip(" \t\"'{") == key and not name.startswith((" ", "\t")):
            line = number
    return line


def hash_of(loaded: object) -> dict[str, object]:
    """Return a hash read from YAML with text for keys; empty if it is no hash."""
    return {to_key(key): value for key, value in loaded.items()} if isinstance(loaded, dict) else {}


def to_key(key: object) -> str:
    """Return a key of the front matter as text (``true:`` and ``2020:`` are not strings)."""
    return key if isinstance(key, str) else _boolean_text(key) or to_text(key)


def _boolean_text(key: object) -> str:
    return str(key).lower() if isinstance(key, bool) else ""


def yaml_problem(error: yaml.YAMLError) -> tuple[int, str]:
    """Return the zero-based line of a YAML error (0 if unknown) and what is wrong."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        problem = " ".join(filter(None, (error.context, error.problem)))
        return (mark.line if mark else 0), problem
    return 0, str(error).partition("\n")[0]


def _broken(error: yaml.YAMLError, raw: str, path: str) -> Diagnostic:
    line, problem = yaml_problem(error)
    lines = raw.split("\n")
    line = min(line, len(lines) - 1)
    message = f"The front matter is not valid YAML ({problem}); read without it"
    return Diagnostic(
        "site.front-matter", Severity.ERROR, path, line + 1, message, excerpt_of(lines[line])
    )


def _not_a_hash(raw: str, path: str) -> Diagnostic:
    message = "The front matter is not a list of keys and values; read without it"
    return Diagnostic(
        "site.front-matter", Severity.ERROR, path, 1, message, excerpt_of(raw.partition("\n")[2])
    )


class FrontMatterHandler(BaseHandler):
    """Makes python-frontmatter read front matter as Jekyll does."""

    FM_BOUNDARY = _OPENING
    START_DELIMITER = END_DELIMITER = "---"

    def split(self, text: str) -> tuple[str, str]:
        """Return front matter and body.

        Raises:
            ValueError: there is no front matter (python-frontmatter then takes it all as body).

        """
        raw, body_start = split(text)
        if not raw:
            raise ValueError("no front matter")
        return raw, text[body_start:]

    def load(self, fm: str) -> dict[str, Any]:
        """Return what the front matter says; empty if it is not a hash.

        Raises:
            yaml.YAMLError: it is not YAML.

        """
        return hash_of(load_yaml(fm))

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        """Return the metadata as YAML, in the order given and without wrapping lines."""
        text = yaml.safe_dump(metadata, allow_unicode=True, sort_keys=False, width=float("inf"))
        return text.strip()
