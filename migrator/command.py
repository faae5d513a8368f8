"""What the subcommands do, apart from the parsing of their options (kept light for --help)."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn, cast, get_args
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from migrator.diagnostics import Diagnostic, Severity
from migrator.pipeline import MigrationOptions, available_converters, migrate
from migrator.pipeline.run import AssetChoice, NotASiteError, OptionError
from migrator.report import RunReport, SilentListener
from migrator.report.terminal import print_summary, print_verdict, progress_on
from migrator.report.verdict import number_of
from migrator.site.reader import ReadOptions
from migrator.verify.wxr_lint import check_wxr
from migrator.writer import WriteError

WP_CLI_SCRIPT = "import.sh"
"""The file with the commands for WP-CLI, in what is written for WordPress."""
EXIT_CLEAN = 0
EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143


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
    cleaning: Sequence[str] = ()
    layouts: str = ""
    github_pages: bool | None = None
    assets: str = "used"
    converter_options: Sequence[str] = ()
    force: bool = False
    quiet: bool = False
    disqus: Path | None = None
    image_keys: Sequence[str] = ()
    print_wp_cli: bool = False


class UsageError(Exception):
    """An option that can't be, with what would do."""


def run_convert(command: ConvertCommand) -> int:
    """Convert and tell the terminal about it; return the exit code."""
    console = Console(stderr=True)
    started = time.monotonic()
    try:
        with _ended_by_signals():
            report = _migrate(command, console)
    except (UsageError, NotASiteError, OptionError, WriteError) as error:
        return _refuse(console, str(error), EXIT_USAGE)
    except BrokenProcessPool:
        message = (
            "a worker process was ended from outside (out of memory?); nothing was written. "
            "Try again with --jobs 1"
        )
        return _refuse(console, message, EXIT_PROBLEMS)
    except OSError as error:
        return _refuse(console, f"{error}; nothing was written", EXIT_PROBLEMS)
    except KeyboardInterrupt:
        console.print("stopped; nothing was written")
        return EXIT_INTERRUPTED
    if command.print_wp_cli:
        sys.stdout.write((command.output / WP_CLI_SCRIPT).read_text("utf-8"))
    if not command.quiet:
        print_summary(report, command.output, time.monotonic() - started, console)
    elif not report.is_clean:
        print_verdict(report, command.output, console)
    return EXIT_CLEAN if report.is_clean else EXIT_PROBLEMS


def run_check(files: Iterable[Path]) -> int:
    """Print what is wrong with each WXR file; return the exit code."""
    console = Console()
    worst = EXIT_CLEAN
    for file in files:
        try:
            found: list[Diagnostic] = list(check_wxr(file))
        except OSError as error:
            message = f"cannot read {file}: {error.strerror}; give WordPress XML files"
            return _refuse(Console(stderr=True), message, EXIT_USAGE)
        for item in found:
            console.print(Text(str(item)), soft_wrap=True)
        console.print(Text(f"{file}: {number_of(len(found), 'problem')}"), soft_wrap=True)
        if any(item.severity is not Severity.INFO for item in found):
            worst = EXIT_PROBLEMS
    return worst


def _migrate(command: ConvertCommand, console: Console) -> RunReport:
    options = _options(command)
    if command.quiet:
        return migrate(
            command.site, command.target, command.output, options, listener=SilentListener()
        )
    with progress_on(console) as listener:
        return migrate(command.site, command.target, command.output, options, listener=listener)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let SIGTERM unwind the run as an interrupt does, so that nothing half-done is left."""
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(*_: object) -> NoReturn:
    raise SystemExit(EXIT_TERMINATED)


def _refuse(console: Console, message: str, code: int) -> int:
    console.print(Text("error: ", "bold red").append(message, "default"), soft_wrap=True)
    return code


def _options(command: ConvertCommand) -> MigrationOptions:
    """Return the options, checked as far as they can be before the site is read."""
    _check_target(command.target)
    _check_site(command.site)
    _check_config_files(command.config_files)
    _check_timezone(command.timezone)
    if command.print_wp_cli and command.target != "wordpress":
        raise UsageError("--print-wp-cli goes with --to wordpress")
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
        disqus=command.disqus,
        image_keys=tuple(command.image_keys),
    )
    return MigrationOptions(
        read=read,
        converter_options=dict(_named_value(text) for text in command.converter_options),
        clean=command.clean,
        cleaning=tuple(command.cleaning),
        layouts=command.layouts,
        assets=cast("AssetChoice", command.assets),
        jobs=command.jobs,
        force=command.force,
    )


def _check_target(target: str) -> None:
    known = available_converters()
    if target in known:
        return
    close = get_close_matches(target.lower(), known, 1)
    hint = f"did you mean '{close[0]}'? " if close else ""
    raise UsageError(f"there is no format '{target}'; {hint}--to takes {', '.join(known)}")


def _check_site(site: Path) -> None:
    if not site.is_dir():
        problem = "is a file" if site.exists() else "is not there"
        raise UsageError(f"{site} {problem}; give the site's folder, which holds _config.yml")


def _check_config_files(files: Iterable[Path]) -> None:
    for file in files:
        if not file.is_file():
            raise UsageError(
                f"--config: there is no file {file}; its path counts from where you are "
                f"({Path.cwd()}), not from the site"
            )


def _check_timezone(name: str) -> None:
    if not name:
        return
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        message = f"--timezone: there is no zone '{name}'; give one such as Asia/Seoul or UTC"
        raise UsageError(message) from None


def _named_value(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f"--set takes NAME=VALUE, not '{text}'")
    return name.strip(), value
