"""Who may import whom, read from the import statements; the twin of docs/architecture.md."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Each part, and the other parts of ours that it may import. Longest prefix wins.
ALLOWED: dict[str, frozenset[str]] = {
    "migrator.diagnostics": frozenset(),
    "migrator.source": frozenset(),
    "migrator.model": frozenset({"migrator.diagnostics", "migrator.source"}),
    "migrator.html": frozenset({"migrator.model", "migrator.diagnostics", "migrator.source"}),
    "migrator.kramdown": frozenset(
        {"migrator.html", "migrator.model", "migrator.diagnostics", "migrator.source"}
    ),
    "migrator.site": frozenset({"migrator.model", "migrator.diagnostics", "migrator.source"}),
    "migrator.liquid": frozenset(
        {"migrator.site", "migrator.model", "migrator.diagnostics", "migrator.source"}
    ),
    "migrator.transforms": frozenset(
        {"migrator.model", "migrator.html", "migrator.site", "migrator.diagnostics"}
    ),
    "migrator.verify": frozenset({"migrator.model", "migrator.html", "migrator.diagnostics"}),
    # No other kramdown for Python could read back what is written for Jekyll.
    "migrator.verify.kramdown": frozenset(
        {"migrator.kramdown", "migrator.model", "migrator.html", "migrator.diagnostics"}
        | {"migrator.verify"}
    ),
    "migrator.report": frozenset({"migrator.diagnostics"}),
    "migrator.writer": frozenset(),
    "converters": frozenset({"migrator.model", "migrator.html", "migrator.diagnostics"}),
    "migrator.pipeline": frozenset(
        {
            "converters",
            "migrator.diagnostics",
            "migrator.html",
            "migrator.kramdown",
            "migrator.liquid",
            "migrator.model",
            "migrator.report",
            "migrator.site",
            "migrator.source",
            "migrator.transforms",
            "migrator.verify",
            "migrator.writer",
        }
    ),
    "migrator.command": frozenset(
        {
            "migrator.diagnostics",
            "migrator.pipeline",
            "migrator.report",
            "migrator.site",
            "migrator.verify",
            "migrator.writer",
        }
    ),
    "migrator.cli": frozenset({"migrator.command"}),
    "migrator.__main__": frozenset({"migrator.cli"}),
}
# The public API re-exports from everywhere, lazily.
FACADE = "migrator"


def _modules() -> list[tuple[str, Path]]:
    found = []
    for package in ("migrator", "converters"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found.append((name.removesuffix(".__init__"), path))
    return found


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {name for name in names if name.split(".")[0] in ("migrator", "converters")}


def _part_of(name: str) -> str | None:
    prefixes = [part for part in ALLOWED if name == part or name.startswith(part + ".")]
    return max(prefixes, key=len, default=None)


@pytest.mark.parametrize(("name", "path"), _modules(), ids=[name for name, _ in _modules()])
def test_module_imports_only_what_it_may(name: str, path: Path) -> None:
    if name == FACADE:
        return
    part = _part_of(name)
    assert part is not None, f"{name} belongs to no part; add it here and to the architecture"
    for imported in _imports(path):
        other = _part_of(imported)
        assert other is not None, f"{name} imports {imported}, which belongs to no part"
        assert other == part or other in ALLOWED[part], f"{name} must not import {imported}"


def test_only_the_writer_touches_the_disk() -> None:
    writing = {"write_text", "write_bytes", "mkdir", "rename", "unlink", "rmtree", "copyfile"}
    for name, path in _modules():
        if name == "migrator.writer":
            continue
        used = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert not used & writing, f"{name} writes to the disk: {used & writing}"


def test_no_function_is_longer_than_sixty_lines() -> None:
    for _, path in _modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                length = node.end_lineno - node.lineno + 1
                assert length <= 60, f"{path}:{node.lineno} {node.name} has {length} lines"
