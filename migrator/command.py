"""What the subcommands do, apart from the parsing of their options (kept light for --help)."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from rich.console import Console

from migrator.diagnostics import Diagnostic, Severity
from migrator.pipeline import MigrationOptions, migrate
from migrator.pipeline.run import AssetChoice, NotASiteError
from migrator.report.terminal import print_summary, progress_on
from migrator.site.reader import ReadOptions
from migrator.verify.wxr_lint import check_wxr
from migrator.writer import WriteError

EXIT_CLEAN = 0
EXIT_PROBLEMS = 1
EXIT_USAGE = 2


@dataclass(frozen=True, slots=True)
class ConvertCommand:
    """The options of ``convert`` as they were given."""

    site: Path
    target: str
    output: Path
    jobs: int = 0
    config_files: Sequence[Path] = ()
    timezone: str = ""
    drafts: bool = False
    future: bool = False
    unpublished: bool = False
    clean: bool = True
    layouts: str = ""
    github_pages: bool | None = None
    assets: str = "used"
    converter_options: Sequence[str] = ()
    force: bool = False


class UsageError(Exception):
    """An option that can't be, with what would do."""


def run_convert(command: ConvertCommand) -> int:
    """Convert and tell the terminal about it; return the exit code."""
    console = Console(stderr=True)
    started = time.monotonic()
    try:
        options = _options(command)
        with progress_on(console) as listener:
            report = migrate(
                command.site, command.target, command.output, options, listener=listener
            )
    except (UsageError, NotASiteError, LookupError, ValueError, WriteError) as error:
        console.print(f"[red]error:[/red] {_escape(str(error))}", highlight=False)
        return EXIT_USAGE
    except BrokenProcessPool:
        console.print(
            "[red]error:[/red] a worker process was ended from outside (out of memory?); nothing "
            "was written. Try again with --jobs 1",
            highlight=False,
        )
        return EXIT_PROBLEMS
    print_summary(report, command.output, time.monotonic() - started, console)
    return EXIT_CLEAN if report.is_clean else EXIT_PROBLEMS


def run_check(files: Iterable[Path]) -> int:
    """Print what is wrong with each WXR file; return the exit code."""
    console = Console()
    worst = EXIT_CLEAN
    for file in files:
        found: list[Diagnostic] = list(check_wxr(file))
        for item in found:
            console.print(_escape(str(item)), highlight=False, soft_wrap=True)
        console.print(f"{_escape(str(file))}: {len(found)} problems", highlight=False)
        if any(item.severity is not Severity.INFO for item in found):
            worst = EXIT_PROBLEMS
    return worst


def _options(command: ConvertCommand) -> MigrationOptions:
    if command.assets not in get_args(AssetChoice):
        known = ", ".join(get_args(AssetChoice))
        raise UsageError(f"--assets is one of {known}, not '{command.assets}'")
    read = ReadOptions(
        config_files=tuple(command.config_files),
        timezone=command.timezone or None,
        drafts=command.drafts or None,
        future=command.future or None,
        unpublished=command.unpublished or None,
        github_pages=command.github_pages,
    )
    return MigrationOptions(
        read=read,
        converter_options=dict(_named_value(text) for text in command.converter_options),
        clean=command.clean,
        layouts=command.layouts,
        assets=cast("AssetChoice", command.assets),
        jobs=command.jobs,
        force=command.force,
    )


def _named_value(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f"--set takes NAME=VALUE, not '{text}'")
    return name.strip(), value


def _escape(text: str) -> str:
    from rich.markup import escape

    return escape(text)
