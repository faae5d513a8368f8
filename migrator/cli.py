"""The command: ``jekyll-migrator convert SITE --to markdown|json|wordpress --output DIR``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

app = typer.Typer(
    name="jekyll-migrator",
    help="Move a Jekyll site to clean Markdown, JSON or WordPress XML, and prove nothing was lost.",
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

# The groups of the help.
READING = "What is read"
WRITING = "What is written"
RUNNING = "The run"

FLAG = ""
"""What help shows as the value of an option that takes none."""

SiteArgument: TypeAlias = Annotated[
    Path,
    typer.Argument(
        metavar="SITE", help="The Jekyll site: the folder with _config.yml. It is only read."
    ),
]
TargetOption: TypeAlias = Annotated[
    str, typer.Option("--to", metavar="FORMAT", help="markdown, json, wordpress or html.")
]
OutputOption: TypeAlias = Annotated[
    Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write; not in SITE.")
]
ConfigOption: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Config file instead of _config.yml; repeatable, later ones win.",
        rich_help_panel=READING,
    ),
]
TimezoneOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--timezone",
        metavar="ZONE",
        help="Where the config names none, such as Asia/Seoul.",
        show_default=False,
        rich_help_panel=READING,
    ),
]
DraftsOption: TypeAlias = Annotated[
    bool, typer.Option("--drafts", metavar=FLAG, help="Drafts too.", rich_help_panel=READING)
]
FutureOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--future", metavar=FLAG, help="Posts of the future too.", rich_help_panel=READING
    ),
]
UnpublishedOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--unpublished", metavar=FLAG, help="Unpublished documents too.", rich_help_panel=READING
    ),
]
GithubPagesOption: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        metavar=FLAG,
        help="Read as GitHub Pages does, or not; otherwise the Gemfile tells.",
        show_default=False,
        rich_help_panel=READING,
    ),
]
DisqusOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--disqus",
        metavar="FILE",
        help="Comments too, from Disqus' XML export.",
        show_default=False,
        rich_help_panel=READING,
    ),
]
ImageKeyOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--image-key",
        metavar="KEY",
        help="Front matter that names a document's image, such as hero.src; repeatable.",
        rich_help_panel=READING,
    ),
]
ConverterOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="An option of the format (see docs/usage.md); repeatable.",
        rich_help_panel=WRITING,
    ),
]
CleanOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--clean",
        metavar="NAME",
        help="Clean this too (bold-heading, tracking), or not (no-spacer, no-span, …); repeatable.",
        rich_help_panel=WRITING,
    ),
]
KeepMarkupOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--keep-markup",
        metavar=FLAG,
        help="Keep editors' colours, spacer paragraphs and data attributes.",
        rich_help_panel=WRITING,
    ),
]
LayoutsOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--layouts",
        metavar="NAME",
        help="Documents inside their layouts up to this one, where layouts hold content; "
        "all: up to the outermost, without it.",
        show_default=False,
        rich_help_panel=WRITING,
    ),
]
AssetsOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--assets", metavar="WHICH", help="Files to copy: used, all, none.", rich_help_panel=WRITING
    ),
]
ForceOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--force",
        metavar=FLAG,
        help="Replace a folder that holds other files.",
        rich_help_panel=WRITING,
    ),
]
PrintWpCliOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--print-wp-cli",
        metavar=FLAG,
        help="Print the commands that import everything with WP-CLI (wordpress).",
        rich_help_panel=WRITING,
    ),
]
JobsOption: TypeAlias = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        min=0,
        metavar="N",
        help="Processes; 0: one a core.",
        rich_help_panel=RUNNING,
    ),
]
QuietOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        metavar=FLAG,
        help="Say nothing unless something is wrong.",
        rich_help_panel=RUNNING,
    ),
]
FilesArgument: TypeAlias = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="WordPress XML files (WXR) to look at.")
]


def main() -> None:
    """Run the command; the entry point of ``jekyll-migrator`` and ``python -m migrator``."""
    app()


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"jekyll-migrator {version('jekyll-migrator')}")
        raise typer.Exit


@app.callback()
def _command(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            metavar=FLAG,
            callback=_print_version,
            is_eager=True,
            help="Print the version.",
        ),
    ] = False,
) -> None:
    """Carry the options that stand before a subcommand."""


@app.command()
def convert(  # noqa: PLR0913, PLR0917 - the options of a command are its arguments
    site: SiteArgument,
    to: TargetOption,
    output: OutputOption,
    config: ConfigOption = None,
    timezone: TimezoneOption = "",
    drafts: DraftsOption = False,
    future: FutureOption = False,
    unpublished: UnpublishedOption = False,
    github_pages: GithubPagesOption = None,
    disqus: DisqusOption = None,
    image_key: ImageKeyOption = None,
    option: ConverterOption = None,
    keep_markup: KeepMarkupOption = False,
    layouts: LayoutsOption = "",
    clean: CleanOption = None,
    assets: AssetsOption = "used",
    force: ForceOption = False,
    print_wp_cli: PrintWpCliOption = False,
    jobs: JobsOption = 0,
    quiet: QuietOption = False,
) -> None:
    """Convert SITE to FORMAT in DIR, with a report of what to look at: DIR/report.html.

    Exit code 0: everything came through; 1: some documents need mending; 2: wrong usage.
    """
    from migrator.command import ConvertCommand, run_convert

    command = ConvertCommand(
        site=site,
        target=to,
        output=output,
        jobs=jobs,
        config_files=tuple(config or ()),
        timezone=timezone,
        drafts=drafts,
        future=future,
        unpublished=unpublished,
        clean=not keep_markup,
        cleaning=tuple(clean or ()),
        layouts=layouts,
        github_pages=github_pages,
        disqus=disqus,
        image_keys=tuple(image_key or ()),
        assets=assets,
        converter_options=tuple(option or ()),
        force=force,
        print_wp_cli=print_wp_cli,
        quiet=quiet,
    )
    raise typer.Exit(run_convert(command))


@app.command()
def check(files: FilesArgument) -> None:
    """Check WordPress XML files, ours or others', for what an import would trip over."""
    from migrator.command import run_check

    raise typer.Exit(run_check(files))
