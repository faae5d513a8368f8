"""Content that once failed to read back although WordPress shows it as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from converters.wordpress.protect import protect_formula
from migrator import migrate
from migrator.pipeline import MigrationOptions
from tests.site.helpers import page, write_files

TEXTS = {
    "formulas one after the other": "$$a$$\n\n$$b$$\n\n글\n\n$$c$$\n",
    "ampersands before a bracket in a formula": "* $$f(&a&) & b$$ 글\n",
    "control characters between blocks": "<div>글\x0b\x01<p>글</p>\x02 끝</div>\n",
    "control characters in a formula": "$$a\x01b$$ 글\n",
}


@pytest.mark.parametrize("markup", ["blocks", "classic"])
@pytest.mark.parametrize("name", TEXTS)
def test_reads_back(name: str, markup: str, tmp_path: Path) -> None:
    files = {"_config.yml": "title: Site\n", "a.md": page() + TEXTS[name]}
    options = MigrationOptions(converter_options={"markup": markup})
    report = migrate(write_files(tmp_path / "site", files), "wordpress", tmp_path / "out", options)
    assert [record.verified for record in report.documents] == [True]


def test_references_in_a_formula_stay_whole() -> None:
    assert protect_formula("f(&a&) < ...") == "f(&amp;a&amp;) &lt; &#46;&#46;."
