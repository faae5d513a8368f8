"""The site's configuration: Jekyll's defaults with the site's files merged over them.

Source of the rules: Jekyll, configuration.rb.
"""

from __future__ import annotations

import os
import posixpath
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml

from migrator.diagnostics import Diagnostic, DiagnosticSink, Severity
from migrator.site import github_pages
from migrator.site.front_matter import to_key, yaml_problem
from migrator.site.merge import deep_merge
from migrator.site.old_settings import tell_of_old_settings
from migrator.site.ruby_values import is_true
from migrator.site.text_files import read_text
from migrator.site.yaml_loader import load_yaml

DEFAULTS: Final[Mapping[str, object]] = {
    "collections_dir": "",
    "cache_dir": ".jekyll-cache",
    "plugins_dir": "_plugins",
    "layouts_dir": "_layouts",
    "data_dir": "_data",
    "includes_dir": "_includes",
    "collections": {},
    "safe": False,
    "include": [".htaccess"],
    "exclude": [],
    "keep_files": [".git", ".svn"],
    "encoding": "utf-8",
    "markdown_ext": "markdown,mkdown,mkdn,mkd,md",
    "strict_front_matter": False,
    "show_drafts": None,
    "limit_posts": 0,
    "future": False,
    "unpublished": False,
    "whitelist": [],
    "plugins": [],
    "markdown": "kramdown",
    "highlighter": "rouge",
    "lsi": False,
    "excerpt_separator": "\n\n",
    "incremental": False,
    "detach": False,
    "port": "4000",
    "host": "127.0.0.1",
    "baseurl": None,
    "show_dir_listing": False,
    "permalink": "date",
    "paginate_path": "/page:num",
    "timezone": None,
    "quiet": False,
    "verbose": False,
    "defaults": [],
    "liquid": {"error_mode": "warn", "strict_filters": False, "strict_variables": False},
    "kramdown": {
        "auto_ids": True,
        "toc_levels": [1, 2, 3, 4, 5, 6],
        "entity_output": "as_char",
        "smart_quotes": "lsquo,rsquo,ldquo,rdquo",
        "input": "GFM",
        "hard_wrap": False,
        "guess_lang": True,
        "footnote_nr": 1,
        "show_warnings": False,
    },
}
DEFAULT_EXCLUDES: Final = (
    ".sass-cache", ".jekyll-cache", ".ruby-lsp", "gemfiles", "Gemfile", "Gemfile.lock",
    "node_modules", "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip
PERMALINK_STYLES: Final = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
DEFAULT_DESTINATION: Final = "_site"
_FILE_NAMES: Final = ("_config.yml", "_config.yaml", "_config.toml")
_GEMFILE: Final = "Gemfile"
_LISTS: Final = ("include", "exclude", "plugins")
_FOLDERS: Final = ("collections_dir", "layouts_dir", "data_dir", "includes_dir", "plugins_dir")
_TEXTS: Final = (
    *_FOLDERS, "permalink", "paginate_path", "markdown_ext",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConfigOptions:
    """What the caller says over the site's own files.

    ``files`` are config files to read instead of ``_config.yml``, later ones over earlier ones;
    ``overrides`` settings put over all files; ``github_pages`` None means: look at the Gemfile.
    """

    files: Sequence[Path] = ()
    overrides: Mapping[str, object] = field(default_factory=dict)
    github_pages: bool | None = None


def load_config(root: Path, options: ConfigOptions, sink: DiagnosticSink) -> dict[str, object]:
    """Return the full configuration of the site at ``root``.

    ``collections`` is a hash with ``posts`` in it, ``plugins`` a list (``gems`` and the Gemfile's
    plugins included), ``exclude`` has Jekyll's own excludes. Files that cannot be read and
    settings of the wrong type are reported and replaced by the defaults.
    """
    user: dict[str, object] = {}
    for file in options.files or _own_files(root):
        user = deep_merge(user, _read_file(file, root, sink))
    gems = github_pages.gem_plugins(_gemfile(root))
    on_github = options.github_pages
    if on_github is None:
        on_github = github_pages.GEM in gems or _imitates_github(user, root)
    tell_of_old_settings(user, _config_name(root), sink)
    plugins = _plugins(user, gems, on_github=on_github)
    if on_github:
        user = user | github_pages.forced_settings(user)
    user = deep_merge(user, options.overrides)
    config = deep_merge(DEFAULTS, _checked(user, root, sink))
    config |= {key: _inside_site(str(config[key])) for key in _FOLDERS}
    config["plugins"] = plugins
    config["collections"] = _collections(config)
    config["exclude"] = list(dict.fromkeys([*_list(config["exclude"]), *DEFAULT_EXCLUDES]))
    return config


def source_folder(root: Path, config: Mapping[str, object], sink: DiagnosticSink) -> Path:
    """Return the folder that Jekyll reads: ``source``, relative to the site's, or the site's."""
    named = config.get("source")
    if not is_true(named):
        return root
    folder = Path(os.path.realpath(root / str(named)))
    if folder.is_dir() and folder.is_relative_to(root):
        return folder
    message = f"The setting `source` names no folder of the site: '{named}'; the site's is read"
    sink(Diagnostic("site.config-value", Severity.WARNING, _FILE_NAMES[0], 0, message))
    return root


def destination_folder(root: Path, source: Path, config: Mapping[str, object]) -> str:
    """Return the folder that Jekyll writes, relative to ``source``; "" where it is elsewhere."""
    folder = Path(os.path.normpath(root / str(config.get("destination") or DEFAULT_DESTINATION)))
    inside = folder != source and folder.is_relative_to(source)
    return folder.relative_to(source).as_posix() if inside else ""


def _own_files(root: Path) -> list[Path]:
    return [root / name for name in _FILE_NAMES if (root / name).is_file()][:1]


def _config_name(root: Path) -> str:
    return next((file.name for file in _own_files(root)), _FILE_NAMES[0])


def _imitates_github(user: Mapping[str, object], root: Path) -> bool:
    """Tell whether a site without a Gemfile sets what only GitHub Pages gives (``site.github``)."""
    settings = user.get("github")
    named = isinstance(settings, Mapping) and "repository_nwo" in settings
    return named and not (root / _GEMFILE).exists()


def _gemfile(root: Path) -> str:
    try:
        return (root / _GEMFILE).read_text("utf-8", "replace")
    except OSError:
        return ""


def _read_file(file: Path, root: Path, sink: DiagnosticSink) -> dict[str, object]:
    path = _site_path(file, root)
    text = read_text(file, path, "utf-8", sink)
    if text is None:
        return {}
    try:
        loaded = tomllib.loads(text) if file.suffix.lower() == ".toml" else load_yaml(text)
    except yaml.YAMLError as error:
        line, problem = yaml_problem(error)
        sink(_config_problem(path, line + 1, f"not valid YAML ({problem})"))
        return {}
    except tomllib.TOMLDecodeError as error:
        sink(_config_problem(path, 0, f"not valid TOML ({error})"))
        return {}
    if isinstance(loaded, dict):
        return {to_key(key): value for key, value in loaded.items()}
    if loaded:
        sink(_config_problem(path, 1, "not a list of keys and values"))
    return {}


def _site_path(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)


def _config_problem(path: str, line: int, problem: str) -> Diagnostic:
    message = f"The configuration file is {problem}; read without it"
    return Diagnostic("site.config", Severity.ERROR, path, line, message)


def _plugins(user: Mapping[str, object], gems: list[str], *, on_github: bool) -> list[str]:
    named = user.get("plugins") or user.get("gems")
    names = [str(name) for name in named] if isinstance(named, list) else []
    names += [str(named)] if isinstance(named, str) else []
    names += [gem for gem in gems if gem != github_pages.GEM]
    names += github_pages.DEFAULT_PLUGINS if on_github else ()
    return list(dict.fromkeys(names))


def _checked(user: dict[str, object], root: Path, sink: DiagnosticSink) -> dict[str, object]:
    """Return the settings with those of a wrong type mended or left out, each reported."""
    checked = dict(user)
    path = _config_name(root)
    for key in _LISTS:
        value = user.get(key)
        if value is not None and not isinstance(value, list):
            checked[key] = [value]
            sink(_wrong_type(path, key, "a list"))
    for key in _TEXTS:
        value = user.get(key)
        if value is not None and not isinstance(value, str):
            del checked[key]
            sink(_wrong_type(path, key, "text"))
    return checked


def _inside_site(folder: str) -> str:
    """Return a folder relative to the site; ``..`` does not lead out of it."""
    return posixpath.normpath(f"/{folder}").strip("/")


def _wrong_type(path: str, key: str, wanted: str) -> Diagnostic:
    message = f"The setting `{key}` should be {wanted}; Jekyll would stop here"
    return Diagnostic("site.config-value", Severity.WARNING, path, 0, message)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _collections(config: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Return the collections by label, ``posts`` first unless the site lists it elsewhere."""
    named = config["collections"]
    listed = {str(label): None for label in named} if isinstance(named, list) else named
    collections: dict[str, dict[str, object]] = {"posts": {}}
    for label, metadata in listed.items() if isinstance(listed, Mapping) else ():
        collections[str(label)] = dict(metadata) if isinstance(metadata, Mapping) else {}
    posts = collections["posts"]
    posts["output"] = True
    if not is_true(posts.get("permalink")):
        style = str(config["permalink"])
        posts["permalink"] = PERMALINK_STYLES.get(style, style)
    return collections
