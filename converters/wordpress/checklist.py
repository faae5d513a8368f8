"""What to do before, during and after the import, for the person who does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from converters.wordpress.import_once import IMPORT_ONCE_NAME
from converters.wordpress.permalinks import REDIRECT_FILES
from converters.wordpress.registration import PLUGIN_NAME, needs_plugin
from converters.wordpress.wp_cli import SCRIPT_NAME, Import

CHECKLIST_NAME: Final = "import.md"
_NAMED: Final = 8
"""How many of the files that need the same are named."""


def write_checklist(what: Import) -> Iterator[str]:
    """Yield the checklist as Markdown, one section after the other."""
    yield "# Into WordPress\n"
    yield f"\nWith WP-CLI, `bash {SCRIPT_NAME}` does all of this. By hand:\n"
    for title, section in _SECTIONS:
        lines = list(section(what))
        if lines:
            yield f"\n## {title}\n\n" + "".join(f"- [ ] {line}\n" for line in lines)


def _before(what: Import) -> Iterator[str]:
    yield f"Settings, General: the time zone `{what.timezone or 'UTC'}`. Without it dates shift."
    yield f"Settings, Permalinks: `{what.options.permalink}`, which the redirects lead to."
    yield "Delete the sample post and page: they would keep the slugs `hello-world`, `sample-page`."
    yield (
        f"Copy `{IMPORT_ONCE_NAME}` into `wp-content/mu-plugins/` (make the folder): with it a "
        "second import changes nothing, and authors are known again. It may go when all is there."
    )
    if needs_plugin(what.plan):
        yield (
            f"Copy `{PLUGIN_NAME}` there too, and leave it there. WordPress refuses post types and "
            "taxonomies that it does not know."
        )


def _import(what: Import) -> Iterator[str]:
    files = ", ".join(f"`{name}`" for name in what.files)
    yield (
        "Tools, Import, WordPress, as an administrator (WordPress takes scripts, frames and styles "
        f"from nobody else): {files}{', in this order' if len(what.files) > 1 else ''}."
    )
    yield "Tick *Download and import file attachments*, with the old site still up."
    if len(what.files) > 1:
        yield (
            "All of them: an image that several files show is fetched with the last of these. "
            f"Without `{IMPORT_ONCE_NAME}` choose, from the second file on, the authors that the "
            "first one made."
        )
    yield (
        "A file over PHP's limit (2 MB unless `upload_max_filesize` and `post_max_size` are "
        "higher) is refused: convert with `--set split-size=…`, or raise both."
    )
    yield (
        f"A file may be imported again with `{IMPORT_ONCE_NAME}` in its place. Without it posts, "
        "pages, terms and users stay as they are, but WordPress adds the meta of each post once "
        "more (which shows nowhere), doubles menu items, and doubles what it does not know again: "
        "titles with a backslash, comments by an author with `&`."
    )
    if what.menus:
        yield (
            f"`{what.menus_file}` last. Then Appearance, Menus, Locations. Menus that have items "
            "by then stay as they are."
        )


def _media(what: Import) -> Iterator[str]:
    if what.plan.attachments:
        yield (
            f"{len(what.plan.attachments)} files come from <{what.address.media}>. If they are "
            "elsewhere by then, convert with `--set media-url=https://…`."
        )
    if what.media_is_local:
        yield (
            f"WordPress fetches nothing from {what.address.media}; `{SCRIPT_NAME}` lets it: "
            f"`MEDIA_FOLDER=/path/to/the/old/site bash {SCRIPT_NAME}`."
        )
    if what.plan.unreachable:
        yield (
            f"{len(what.plan.unreachable)} of the files have no address. Serve the old site "
            "(`python3 -m http.server 8080 --bind 127.0.0.1 --directory SITE`), convert with "
            f"`--set media-url=http://127.0.0.1:8080` and import with `{SCRIPT_NAME}`."
        )
    refused: dict[str, list[str]] = {}
    for path in what.plan.refused:
        refused.setdefault(_advice(path), []).append(f"`{path}`")
    for advice, paths in refused.items():
        left = len(paths) - _NAMED
        more = f" and {left} more, which `report.html` names" if left > 0 else ""
        yield f"WordPress does not take {', '.join(paths[:_NAMED])}{more}: {advice}"


def _advice(path: str) -> str:
    name = path.rpartition("/")[2].lower()
    if name.endswith((".svg", ".svgz")):
        return "upload with a plugin for SVG, or save as PNG; then change the address."
    if name.endswith(".ico"):
        return "save as PNG, or put where the old address was."
    if "." not in name:
        return "without an extension: put where the old address was."
    return "put where the old address was, or on another server."


def _after(what: Import) -> Iterator[str]:
    for form in what.options.redirects:
        place = "Tools, Redirection, Import/Export" if form == "csv" else "the web server"
        yield f"`{REDIRECT_FILES[form]}`: {place}."
    if not what.options.redirects:
        yield "For old addresses convert with `--set redirects=csv` (or `nginx`, `htaccess`)."
    if what.plan.moved:
        yield (
            f"{len(what.plan.moved)} documents only led elsewhere; they are no pages here, and the "
            "redirects hold them."
        )
    if what.plan.authors.logins:
        yield "Users: the authors are subscribers without a known password; give them their role."
    home = next((one for one in what.plan.entries if one.type == "page" and not one.path), None)
    if home is not None:
        yield f"Settings, Reading: the old front page is the page `{home.slug}`, if it is to be so."
    counts = ", ".join(f"{count} of `{name}`" for name, count in what.counts.items())
    comments = f"; {what.plan.comments} comments" if what.plan.comments else ""
    yield f"Count: {counts}{comments}."
    if what.address.home:
        yield (
            f"If the address is no longer <{what.address.home}>: `wp search-replace "
            f"{what.address.home} https://NEW --skip-columns=guid`, first with `--dry-run`."
        )


Section = Callable[[Import], Iterator[str]]
_SECTIONS: Final[tuple[tuple[str, Section], ...]] = (
    ("Before", _before),
    ("The import", _import),
    ("Images and other files", _media),
    ("After", _after),
)
"""The checklist's sections in order."""
