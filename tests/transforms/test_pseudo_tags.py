"""kramdown takes ``<제목>`` for an element; browsers show its start tag as text."""

from __future__ import annotations

from migrator.kramdown import parse, to_html
from migrator.model.walk import text_of
from migrator.transforms import apply_transforms
from migrator.verify.comparison import compare_text, visible_text


def test_a_pseudo_tag_is_shown_as_browsers_show_it() -> None:
    source = "그의 책 <가게를 닫는 법>은 *아직* 팔린다.\n"
    body = apply_transforms(parse(source, {"input": "GFM"})).body
    assert text_of(body) == '그의 책 <가게를 닫는="" 법="">은 *아직* 팔린다.'
    html = to_html(source, {"input": "GFM"})
    assert compare_text(visible_text(html).replace("</가게를>", ""), text_of(body)) is None
