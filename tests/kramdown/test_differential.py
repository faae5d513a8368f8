"""We and real kramdown make the same of documents that hypothesis builds."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from migrator.kramdown.entities import character_called
from tests.kramdown.differential import run
from tests.kramdown.known_differences import RULES
from tests.kramdown.test_documents import headings_of
from tests.peers.kramdown_peer import KramdownPeer, missing_reason

DOCUMENTS = int(os.environ.get("DIFFERENTIAL_DOCUMENTS", "400"))
FIXED = 2026
ENTITIES = "require 'kramdown'; require 'json'; " + (
    "puts JSON.generate(Kramdown::Utils::Entities::ENTITY_TABLE.map { |_, name| "
    "[name.to_s, Kramdown::Utils::Entities.entity(name).code_point] })"
)

pytestmark = pytest.mark.skipif(bool(missing_reason()), reason=missing_reason() or "none")


def test_documents_come_out_as_from_kramdown() -> None:
    with KramdownPeer() as peer:
        tally = run(FIXED, DOCUMENTS, peer)
    told = "\n".join(str(difference) for difference in tally.unknown)
    assert tally.compared == DOCUMENTS
    assert tally.is_enough(), f"{tally}\n{told}"


def test_entities_are_those_of_the_installed_kramdown() -> None:
    command = ["ruby", "-W0", "-e", ENTITIES]
    answer = subprocess.run(command, capture_output=True, check=True, text=True)
    names = {name: chr(point) for name, point in json.loads(answer.stdout) if not name.isdigit()}
    assert len(names) > 200
    assert {name: character_called(name) for name in names} == names


def test_each_rule_has_its_place_in_the_documentation() -> None:
    assert {*RULES} <= headings_of("kramdown-differences.md")
