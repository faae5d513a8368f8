"""Elements that stand alone or in a line, as their neighbours have it, between HTML's blocks."""

from __future__ import annotations

import pytest

from migrator.kramdown import parse
from migrator.model.document import Document
from migrator.model.nodes import Plain
from migrator.model.walk import nodes_in, text_of
from migrator.transforms import TransformContext, TransformOptions, apply_transforms
from migrator.verify.registry import load_verifier
from tests.markdown.markdown_helpers import markdown_of

CONTEXT = TransformContext(options=TransformOptions())
PICTURES = ("<math></math>", '<picture><img src="/a.png"></picture>', "<svg></svg>")
ELEMENTS = (
    *PICTURES,
    "<audio></audio>",
    "<button>가</button>",
    "<canvas></canvas>",
    "<del>가</del>",
    '<embed src="/a">',
    '<iframe src="/a"></iframe>',
    '<img src="/a.png">',
    "<input>",
    "<map></map>",
    "<meter></meter>",
    "<noscript></noscript>",
    "<object></object>",
    "<script>a</script>",
    "<select></select>",
    "<style>a</style>",
    "<template></template>",
    "<textarea></textarea>",
    "<video></video>",
)
SHAPES = (
    "<details>{0} 글</details>",
    "<details>{0}글</details>",
    "<details>{0}{0}</details>",
    "<details>{0} {0}</details>",
    "<details>글 {0}{0}</details>",
    "<details>{0} <b>글</b></details>",
    "<details>{0}<p>글</p></details>",
    "<details><p>글</p>{0}글</details>",
    "<details><summary>글</summary>{0} 글</details>",
)
VERIFIERS = {"gfm": "markdown", "commonmark": "commonmark", "hugo": "hugo"}


@pytest.mark.parametrize("dialect", VERIFIERS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("element", ELEMENTS)
def test_reads_back(element: str, shape: str, dialect: str) -> None:
    body = apply_transforms(parse(shape.format(element)), CONTEXT).body
    verifier = load_verifier(VERIFIERS[dialect])
    assert verifier is not None
    document = Document("a.md", "posts", "/a/", "", None, "a", body)
    assert verifier(document, markdown_of(body, dialect=dialect)) == []


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_stands_in_the_line_of_its_text(picture: str) -> None:
    body = apply_transforms(parse(f"<div>{picture} 글</div>"), CONTEXT).body
    (line,) = nodes_in(body, {Plain})
    assert text_of(line).strip() == "글"
    assert len(getattr(line, "children", ())) > 1
