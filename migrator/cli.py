"""The command: ``jekyll-migrator convert SITE --to markdown|json|wordpress --output DIR``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

app = typer.Typer(
    name="jekyll-migrator",
    help="Move a Jekyll site to clean Markdown, JSON or WordPress XML, and prove nothing was lost.",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


LayoutsOption: TypeAlias = Annotated[
    str,
    typer.Option(
        help="Put documents into their layouts up to this one; all: up to the outermost, "
        "without it. For sites whose layouts hold content."
    ),
]
GithubPagesOption: TypeAlias = Annotated[
    bool | None,
    typer.Option(help="Read as GitHub Pages does, with its plugins. Unset, the Gemfile tells."),
]
SiteArgument: TypeAlias = Annotated[
    Path, typer.Argument(help="The Jekyll site: the folder with _config.yml.")
]
TargetOption: TypeAlias = Annotated[
    str, typer.Option("--to", help="markdown, json, wordpress or html.")
]
OutputOption: TypeAlias = Annotated[
    Path, typer.Option("--output", "-o", help="The folder to write; not in the site.")
]
JobsOption: TypeAlias = Annotated[
    int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 for one a core.")
]
ConfigOption: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Config file instead of _config.yml; repeatable, later ones win.",
    ),
]
TimezoneOption: TypeAlias = Annotated[
    str, typer.Option(help="Time zone where the config names none, such as Asia/Seoul.")
]
DraftsOption: TypeAlias = Annotated[bool, typer.Option("--drafts", help="Convert drafts too.")]
FutureOption: TypeAlias = Annotated[
    bool, typer.Option("--future", help="Convert posts dated in the future too.")
]
UnpublishedOption: TypeAlias = Annotated[
    bool, typer.Option("--unpublished", help="Convert unpublished documents too.")
]
AssetsOption: TypeAlias = Annotated[str, typer.Option(help="Files to copy: used, all or none.")]
ConverterOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="An option of the output format; repeatable."),
]
ForceOption: TypeAlias = Annotated[
    bool, typer.Option("--force", help="Replace an output folder that holds other files.")
]
KeepMarkupOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--keep-markup", help="Keep editor markup: colours, spacer paragraphs, data attributes."
    ),
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
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Carry the options that stand before a subcommand."""


@app.command()
def convert(  # noqa: PLR0913, PLR0917 - the options of a command are its arguments
    site: SiteArgument,
    to: TargetOption,
    output: OutputOption,
    jobs: JobsOption = 0,
    config: ConfigOption = None,
    timezone: TimezoneOption = "",
    drafts: DraftsOption = False,
    future: FutureOption = False,
    unpublished: UnpublishedOption = False,
    keep_markup: KeepMarkupOption = False,
    layouts: LayoutsOption = "",
    github_pages: GithubPagesOption = None,
    assets: AssetsOption = "used",
    option: ConverterOption = None,
    force: ForceOption = False,
) -> None:
    """Convert SITE. Exit 0: all converted and verified; 1: some not; 2: wrong usage."""
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
        layouts=layouts,
        github_pages=github_pages,
        assets=assets,
        converter_options=tuple(option or ()),
        force=force,
    )
    raise typer.Exit(run_convert(command))


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="WordPress XML files (WXR) to look at.")],
) -> None:
    """Check WordPress XML files, ours or others', for what an import would trip over."""
    from migrator.command import run_check

    raise typer.Exit(run_check(files))
