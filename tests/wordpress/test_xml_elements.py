"""XML elements: any text reads back, nothing stands around it, parts make one document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converters.wordpress.xml_elements import Channel, add_element, add_text, clean_text, to_text

TEXTS = [
    "",
    "]",
    "]]",
    "]]>",
    "a]]>b]]>",
    "]]]]>>",
    "[1, 2]",
    "<![CDATA[x]]>",
    "&lt; <b>",
    "한 😀\t\n",
]


def written(text: str) -> str:
    root = etree.Element("r")
    add_text(root, "t", text)
    return to_text(root)


@pytest.mark.parametrize("text", TEXTS)
def test_text_reads_back(text: str) -> None:
    xml = written(text)
    assert etree.fromstring(xml).findtext("t") == text
    assert xml.startswith("<r><t><![CDATA[")
    assert xml.endswith("]]></t></r>")


@given(st.text())
def test_every_text_reads_back(text: str) -> None:
    assert etree.fromstring(written(text)).findtext("t") == clean_text(text)[0]


def test_numbers_stand_as_they_are() -> None:
    root = etree.Element("r")
    add_text(root, "n", 12)
    assert to_text(root) == "<r><n>12</n></r>"


def test_attributes_hold_any_text() -> None:
    root = etree.Element("r")
    add_element(root, "a", name='"<&>\x01 한')
    assert etree.fromstring(to_text(root))[0].get("name") == '"<&> 한'


def test_a_channel_comes_in_parts_of_one_document() -> None:
    channel = Channel()
    parts = [channel.start]
    for number in range(3):
        add_text(channel.element, "wp:post_id", number)
        parts.append(channel.take())
    parts.append(channel.end)
    assert parts[1:4] == [f"<wp:post_id>{number}</wp:post_id>\n" for number in range(3)]
    root = etree.fromstring("".join(parts).encode())
    assert [child.text for child in root[0]] == ["0", "1", "2"]
    assert parts[0].count("xmlns:wp") == 1
