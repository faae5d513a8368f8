"""What comes beside the files to import: a plugin, a script for WP-CLI, a checklist."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from converters.wordpress import WordPressConverter
from migrator.model.document import Asset, Comment, Document, SiteInfo
from tests.wordpress.test_files import NAMES, PAGE, value
from tests.wordpress.wordpress_samples import SITE, document, write_all

SERIES = {"series": ["장터 이야기", "C++", "C#"], "topics": {"name": "서울"}, "none": None}
FAKE_WP = """#!/usr/bin/env bash
printf '%s\\n' "$(printf '%q ' "$@")" >> "$WP_LOG"
case "$*" in
  *"eval"*) echo "$WP_LOG.mu" ;;
  *"user list"*) echo "the admin" ;;
  *"location list"*) echo 'primary footer' ;;
  *"option get jekyll_migrator"*) exit 1 ;;
  *"option get home"*) echo "https://new.example" ;;
  *"list --post"*) echo 7 ;;
esac
"""


def terms_of(files: dict[str, str]) -> list[tuple[str, str, str]]:
    channel = etree.fromstring(files["wordpress.xml"].encode())[0]
    return [
        (value(one, "wp:term_taxonomy"), value(one, "wp:term_slug"), value(one, "wp:term_name"))
        for one in channel.findall("wp:term", NAMES)
    ]


def test_front_matter_becomes_terms_of_a_taxonomy() -> None:
    files, _ = write_all([document(data=SERIES)], taxonomies="series,topics=topic,none,absent")
    assert terms_of(files) == [
        ("series", "%ec%9e%a5%ed%84%b0-%ec%9d%b4%ec%95%bc%ea%b8%b0", "장터 이야기"),
        ("series", "c-plus-plus", "C++"),
        ("series", "c-sharp", "C#"),
        ("topic", "%ec%84%9c%ec%9a%b8", "서울"),
    ]
    item = etree.fromstring(files["wordpress.xml"].encode()).find("channel/item")
    assert item is not None
    assert [one.get("domain") for one in item.findall("category")] == [*["series"] * 3, "topic"]


@pytest.mark.parametrize(
    ("written", "names"),
    [("a, b", ["a, b"]), ([1, True, None, " x "], ["1", "x"]), ({"x": 1}, []), (2024, ["2024"])],
)
def test_values_of_a_taxonomy(written: object, names: list[str]) -> None:
    files, _ = write_all([document(data={"series": written})], taxonomies="series")
    assert [name for _, _, name in terms_of(files)] == names


@pytest.mark.parametrize("name", ["category", "tag", "author", "year", "Big Name", "a" * 33])
def test_names_that_wordpress_keeps_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="taxonomies=key=name"):
        WordPressConverter(SITE, {"taxonomies": f"series={name.replace(' ', '_!')}"})


def test_the_plugin_registers_what_wordpress_lacks(tmp_path: Path) -> None:
    documents = [
        document(data=SERIES, tags=("a",)),
        document(collection="recipes", path="b", title="b", slug="b", data=SERIES, tags=("a",)),
        document(collection="notes", path="c", title="c", slug="c", categories=("x",)),
    ]
    options = {"collections": "recipes=re-cipe", "taxonomies": "series"}
    files, _ = write_all(documents, **options)
    plugin = files["register-types.php"]
    assert "register_post_type( 're-cipe', array( 'label' => 'Re cipe'" in plugin
    assert "register_taxonomy( 'series', array( 'post', 're-cipe' )" in plugin
    assert "register_taxonomy_for_object_type( 'post_tag', 're-cipe' )" in plugin
    assert "register_taxonomy_for_object_type( 'category', 'page' )" in plugin
    if shutil.which("php"):
        (tmp_path / "p.php").write_text(plugin)
        subprocess.run(["php", "-l", tmp_path / "p.php"], check=True, capture_output=True)


def test_a_plain_blog_needs_no_types() -> None:
    files, _ = write_all([document(tags=("a",), categories=("b",)), document(**PAGE, path="p")])
    assert sorted(files) == ["import-once.php", "import.md", "import.sh", "wordpress.xml"]


def run_script(files: dict[str, str], folder: Path, **variables: str) -> list[list[str]]:
    """Run the script with a ``wp`` that only notes its arguments; return these."""
    for name, text in files.items():
        (folder / name).write_text(text)
    programs = folder / "bin"
    programs.mkdir()
    (programs / "wp").write_text(FAKE_WP)
    (programs / "wp").chmod(0o755)
    log = folder / "log"
    environment = {**os.environ, **variables, "WP_LOG": str(log)}
    environment["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", str(folder / "import.sh")]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return [shlex.split(line.replace("$'", "'")) for line in log.read_text().splitlines()]


def everything() -> tuple[list[Document], SiteInfo, dict[str, str]]:
    site = replace(
        SITE, data={"navigation": {"it's": ["/x/"], "둘": ["/y/"]}}, url="https://a.example/$(x)`y`"
    )
    asset = (Asset("a.png", "/base/a.png"),)
    documents = [document(data={**SERIES, "it's \\": "x"}, path="1", assets=asset)]
    documents += [document(path=str(n), title=str(n), slug=str(n), assets=asset) for n in (2, 3)]
    options = {
        "menus": "navigation",
        "taxonomies": "series",
        "split": "2",
        "redirects": "csv nginx",
    }
    return documents, site, {**options, "meta": "all"}


def test_the_script_does_everything_in_order(tmp_path: Path) -> None:
    documents, site, options = everything()
    files, _ = write_all(documents, site, **options)
    calls = run_script(files, tmp_path, WP_PATH="/var/www/my site")
    assert {call[0] for call in calls} == {"--path=/var/www/my site"}
    told = [" ".join(call[1:]) for call in calls]
    imports = [line for line in told if line.startswith("import ")]
    assert imports == [
        f"import wordpress{part}.xml --authors=create --user=the admin --require=import-once.php"
        for part in ("-1", "-2", "-menus")
    ]
    expected = [
        "core is-installed",
        "option update timezone_string Asia/Seoul",
        "rewrite structure /%year%/%monthnum%/%day%/%postname%/",
        *imports,
        "menu location assign it-s primary",
        "menu location assign %eb%91%98 footer",
        "redirection import redirects.csv --format=csv",
        "term recount category post_tag series",
        "media regenerate --only-missing --yes",
        "post list --post_type=post --post_status=any --format=count",
        "search-replace https://a.example/$(x)`y`/base https://new.example --skip-columns=guid "
        "--dry-run",
    ]
    assert [line for line in told if line in expected] == expected
    assert (tmp_path / "log.mu" / "register-types.php").is_file()


def test_local_media_are_served_for_the_time_of_the_import(tmp_path: Path) -> None:
    asset = (Asset("a.png", "/base/a.png"),)
    files, _ = write_all([document(assets=asset)], media_url="http://127.0.0.1:18080")
    assert "python3 -m http.server 18080 --bind 127.0.0.1" in files["import.sh"]
    calls = run_script(files, tmp_path, MEDIA_FOLDER=str(tmp_path))
    (line,) = (call for call in calls if call[0] == "import")
    assert line[-1].startswith("--exec=WP_CLI::add_wp_hook( 'http_request_host_is_external'")
    assert "MEDIA_FOLDER=" in files["import.md"]


def test_a_port_that_is_taken_ends_the_import_before_it_begins(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        asset = (Asset("a.png", "/base/a.png"),)
        files, _ = write_all([document(assets=asset)], media_url=f"http://127.0.0.1:{port}")
        with pytest.raises(subprocess.CalledProcessError) as failure:
            run_script(files, tmp_path, MEDIA_FOLDER=str(tmp_path))
    assert f"answers at port {port}" in str(failure.value.stderr)


def test_the_checklist_tells_what_needs_a_hand() -> None:
    documents, site, options = everything()
    assets = [Asset(name, f"/base/{name}") for name in ("그림.svg", "LICENSE", "a.png", "x.html")]
    assets += [Asset(f"{number}.ico", f"/base/{number}.ico") for number in range(10)]
    files, _ = write_all(
        [replace(documents[0], assets=tuple(assets)), *documents[1:]], site, **options
    )
    text = files["import.md"]
    for part in (
        "time zone `Asia/Seoul`",
        "`/%year%/%monthnum%/%day%/%postname%/`",
        "`import-once.php` into `wp-content/mu-plugins/`",
        "`register-types.php` there too, and leave it there",
        "`wordpress-1.xml`, `wordpress-2.xml`, in this order",
        "`wordpress-menus.xml` last.",
        "`그림.svg`: upload with a plugin for SVG",
        "`LICENSE`: without an extension",
        "`x.html`: put where",
        "`7.ico` and 2 more, which `report.html` names: save as PNG",
        "`redirects.csv`: Tools, Redirection",
        "3 of `post`, 1 of `attachment`",
    ):
        assert part in text


def test_files_without_an_address_are_told_with_what_to_do() -> None:
    files, _ = write_all([document(assets=(Asset("a.png", "/a.png"),))], replace(SITE, url=""))
    assert "1 of the files have no address. Serve the old site" in files["import.md"]


def test_the_checklist_counts_comments() -> None:
    said = (Comment("a", "<p>글</p>"), Comment("b", "<p>글</p>", "a"))
    files, _ = write_all([document(comments=said)])
    assert "Count: 1 of `post`; 2 comments." in files["import.md"]
