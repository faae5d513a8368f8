"""The site's data files (Jekyll: readers/data_reader.rb): ``_data`` as a nested hash."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from typing import Final

import yaml

from migrator.diagnostics import Severity
from migrator.site.context import ReadContext
from migrator.site.csv_files import CsvError, read_csv
from migrator.site.front_matter import yaml_problem
from migrator.site.text_files import read_text
from migrator.site.tree import Entry, entries
from migrator.site.yaml_loader import load_yaml

_EXTENSIONS: Final = (".yaml", ".yml", ".json", ".csv", ".tsv")
_BLANK: Final = r"[ \t\r\n\f\v]"
_NOT_IN_KEYS: Final = re.compile(
    r"[^A-Za-z0-9_ \t\r\n\f\v-]+"
    rf"|(?:(?<=^)|(?<=\b{_BLANK})){_BLANK}+(?=$|{_BLANK}?\b)",
    re.MULTILINE,
)
_SPACES: Final = re.compile(rf"{_BLANK}+")


def read_data(context: ReadContext) -> dict[str, object]:
    """Return ``site.data``: a key a file, a nested hash a folder.

    A file that cannot be read is reported with its line, and its key is null.
    """
    data: dict[str, object] = {}
    folder = str(context.config["data_dir"]).strip("/")
    pending = [(folder, data)] if (context.root / folder).is_dir() else []
    seen: set[tuple[int, int]] = set()
    while pending:
        current, target = pending.pop()
        status = (context.root / current).stat()
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        visible = [one for one in entries(context, current) if not one.name.startswith(".")]
        for entry in sorted((one for one in visible if not one.is_folder), key=_file_order):
            stem, extension = posixpath.splitext(entry.name)
            if extension in _EXTENSIONS:
                target[data_key(stem)] = _read_file(context, entry.path)
        for entry in visible:
            if entry.is_folder:
                below: dict[str, object] = {}
                target[data_key(entry.name)] = below
                pending.append((entry.path, below))
    return data


def _file_order(entry: Entry) -> tuple[int, str]:
    extension = posixpath.splitext(entry.name)[1]
    place = _EXTENSIONS.index(extension) if extension in _EXTENSIONS else len(_EXTENSIONS)
    return place, entry.name


def data_key(name: str) -> str:
    """Return the key of a data file or folder: ASCII letters and digits, ``_`` for blanks."""
    return _SPACES.sub("_", _NOT_IN_KEYS.sub("", name))


def _read_file(context: ReadContext, path: str) -> object:
    text = read_text(context.root / path, path, context.encoding, context.sink)
    if text is None:
        return None
    try:
        return _parse(context.config, path, text)
    except yaml.YAMLError as error:
        line, problem = yaml_problem(error)
        message = f"The data file is not valid YAML ({problem}); read as empty"
        context.report("site.data", Severity.ERROR, path, message, line=line + 1)
    except CsvError as error:
        message = f"The data file is not valid CSV ({error}); read as empty"
        context.report("site.data", Severity.ERROR, path, message, line=error.line)
    return None


def _parse(config: Mapping[str, object], path: str, text: str) -> object:
    extension = posixpath.splitext(path)[1].lower()
    if extension in (".csv", ".tsv"):
        kind = extension[1:]
        settings = config.get(f"{kind}_reader")
        separator = "\t" if kind == "tsv" else ","
        return read_csv(text, separator, settings if isinstance(settings, Mapping) else {})
    if extension == ".json":
        try:
            return json.loads(text)
        except (json.JSONDecodeError, RecursionError):
            return load_yaml(text)  # Jekyll reads JSON as YAML, which takes more
    return load_yaml(text)
