"""Settings of Jekyll 1 to 3 that Jekyll 4 reads otherwise or not at all: what the owner is told.

Source of the rules: Jekyll, docs/_docs/upgrading and commands/doctor.rb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.site.ruby_values import to_text

Telling: TypeAlias = Callable[[object], "tuple[Severity, str] | None"]


def tell_of_old_settings(user: Mapping[str, object], path: str, sink: DiagnosticSink) -> None:
    """Report the old settings in ``user``, the site's own configuration in the file ``path``."""
    for severity, message in _found(user):
        sink(Diagnostic("site.old-setting", severity, path, 0, message))


def _found(user: Mapping[str, object]) -> Iterator[tuple[Severity, str]]:
    for key, telling in _TELLINGS.items():
        found = telling(user[key]) if user.get(key) not in (None, False) else None
        if found is not None:
            yield found


def _markdown(value: object) -> tuple[Severity, str] | None:
    if to_text(value).lower() == "kramdown":
        return None
    message = (
        f"`markdown: {to_text(value)}` has other rules than kramdown, by which all Markdown is"
        " read here; look at lists, line breaks and HTML in the texts"
    )
    return Severity.WARNING, message


def _highlighter(value: object) -> tuple[Severity, str] | None:
    if to_text(value) not in ("pygments", "coderay"):
        return None
    message = (
        f"`highlighter: {to_text(value)}` is gone since Jekyll 4; code keeps its text and language"
    )
    return Severity.INFO, message


def _relative_permalinks(value: object) -> tuple[Severity, str]:
    del value
    message = (
        "`relative_permalinks` is gone since Jekyll 3: permalinks of pages in folders count from"
        " the root of the site; the URLs of such pages may have been others"
    )
    return Severity.WARNING, message


def _gems(value: object) -> tuple[Severity, str]:
    del value
    return Severity.INFO, "`gems` is read as `plugins`, its name since Jekyll 3.5"


_TELLINGS: Final[Mapping[str, Telling]] = {
    "markdown": _markdown,
    "highlighter": _highlighter,
    "pygments": lambda _: (Severity.INFO, "`pygments` is gone since Jekyll 3; code keeps its text"),
    "relative_permalinks": _relative_permalinks,
    "gems": _gems,
}
