"""Ruby's file name patterns: ``File.fnmatch`` for include/exclude, ``Dir.glob`` for defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

_SPECIAL: Final = re.compile(
    r"(?P<backslash>\\(?P<escaped>.?))|(?P<stars>\*+)|(?P<any>\?)|\[(?P<set>[^\]]+)\]"
)
_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_MAGIC: Final = re.compile(r"[*?\[]")
_ANY_DEPTH: Final = "**"
_MOST_ALTERNATIVES: Final = 1000


@lru_cache(maxsize=1024)
def fnmatch_pattern(glob: str) -> re.Pattern[str]:
    r"""Return a pattern that matches what ``File.fnmatch(glob, …)`` does without flags.

    ``*`` and ``?`` cross ``/``; a backslash escapes; braces are plain text.
    """
    return re.compile(_translate(glob, ".*", "."), re.DOTALL)


def _translate(glob: str, stars: str, one: str) -> str:
    parts: list[str] = []
    position = 0
    for match in _SPECIAL.finditer(glob):
        parts.append(re.escape(glob[position : match.start()]))
        position = match.end()
        if match["backslash"]:
            parts.append(re.escape(match["escaped"]))
        elif match["stars"]:
            parts.append(stars)
        elif match["any"]:
            parts.append(one)
        else:
            parts.append(_character_set(match["set"]))
    return "".join(parts) + re.escape(glob[position:])


def _character_set(inside: str) -> str:
    negated = inside[0] in "!^"
    body = inside[negated:].replace("\\", r"\\").replace("[", r"\[").replace("^", r"\^")
    text = f"[{'^' if negated else ''}{body}]"
    try:
        re.compile(text)
    except re.error:
        return re.escape(f"[{inside}]")
    return text


@lru_cache(maxsize=1024)
def _segment_pattern(segment: str) -> re.Pattern[str]:
    hidden = "" if segment.startswith(".") else r"(?!\.)"
    return re.compile(hidden + _translate(segment, "[^/]*", "[^/]"))


def expand_braces(glob: str) -> list[str]:
    """Return the patterns that ``{a,b}`` stands for, innermost braces first."""
    done: list[str] = []
    pending = [glob]
    while pending and len(done) + len(pending) < _MOST_ALTERNATIVES:
        current = pending.pop()
        match = _BRACES.search(current)
        if match is None:
            done.append(current)
            continue
        before, after = current[: match.start()], current[match.end() :]
        pending.extend(before + choice + after for choice in reversed(match[1].split(",")))
    return list(dict.fromkeys(done))


def glob_paths(root: Path, glob: str) -> list[str]:
    """Return the paths under ``root`` that ``Dir.glob`` finds, relative, with ``/``.

    Names that start with a dot need one in the pattern; ``**/`` does not follow links. Patterns
    that lead out of the root find nothing.
    """
    found: dict[str, None] = {}
    for pattern in expand_braces(glob.strip("/")):
        segments = [part for part in pattern.split("/") if part not in ("", ".")]
        if ".." not in segments:
            found.update(dict.fromkeys(_matches(root, segments)))
    return list(found)


def _matches(root: Path, segments: list[str]) -> Iterator[str]:
    pending: list[tuple[str, int]] = [("", 0)]
    while pending:
        place, index = pending.pop()
        if index == len(segments):
            yield place
            continue
        segment = segments[index]
        last = index == len(segments) - 1
        if segment == _ANY_DEPTH and not last:
            pending.append((place, index + 1))
            pending.extend((folder, index) for folder in _folders(root, place))
        elif _MAGIC.search(segment):
            pattern = _segment_pattern(segment)
            names = [name for name in _names(root / place) if pattern.fullmatch(name)]
            pending.extend((_join(place, name), index + 1) for name in reversed(names))
        elif (root / place / segment).exists():
            pending.append((_join(place, segment), index + 1))


def _join(place: str, name: str) -> str:
    return f"{place}/{name}" if place else name


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def _folders(root: Path, place: str) -> list[str]:
    paths = [_join(place, name) for name in _names(root / place) if not name.startswith(".")]
    return [path for path in paths if (root / path).is_dir() and not (root / path).is_symlink()]
