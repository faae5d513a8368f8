"""How open elements end and shut each other out (HTML: Parsing, The stack of open elements)."""

from __future__ import annotations

from typing import Final


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FORMATTING: Final = _names("a b big code em font i nobr s small strike strong tt u")
"""Elements that go on in the next block when a block cuts them short."""

MARKERS: Final = _names("applet caption marquee object td template th")
"""Elements that formatting does not reach into or out of."""

SPECIAL: Final = _names(
    "address applet area article aside base basefont bgsound blockquote body br button caption"
    " center col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form"
    " frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link"
    " listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext"
    " pre script search section select source style summary table tbody td template textarea"
    " tfoot th thead title tr track ul wbr xmp"
)
"""Elements that an end tag of another inline element does not reach through."""

HEADINGS: Final = _names("h1 h2 h3 h4 h5 h6")

CLOSES_PARAGRAPH: Final = HEADINGS | _names(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form header hgroup hr li listing main menu nav ol p plaintext pre search"
    " section summary table ul xmp"
)
"""Elements whose start ends an open paragraph."""

OPTIONAL_END: Final = _names(
    "body caption colgroup dd dt html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr"
)
"""Elements whose end tag authors leave out by right."""

SCOPE: Final = _names("applet caption html marquee math object svg table td template th")
LIST_SCOPE: Final = SCOPE | {"ol", "ul"}
BUTTON_SCOPE: Final = SCOPE | {"button"}
TABLE_SCOPE: Final = _names("html table template")
ITEM_STOPS: Final = SPECIAL - {"address", "div", "p"}

TABLE_PARTS: Final = _names("table tbody thead tfoot tr")
"""Elements that hold no text themselves: it is moved before the table."""

TABLE_SECTIONS: Final = _names("tbody thead tfoot")
TABLE_CHILDREN: Final = TABLE_SECTIONS | _names("caption colgroup col")
TABLE_CONTENT: Final = TABLE_CHILDREN | _names("tr td th script style template form input")
RUBY_PARTS: Final = _names("rb rp rt rtc")

RAW_CONTENT: Final = _names("script style xmp")
"""Elements whose content is characters as they stand."""

ESCAPABLE_CONTENT: Final = _names("textarea title iframe noembed noframes")
"""Elements whose content is characters with references.

HTML has it so for the first two; what stands in the others shows nowhere.
"""

HEAD_CONTENT: Final = _names("base link meta noscript script style template title")

FOREIGN_ROOTS: Final = _names("math svg")
HTML_POINTS: Final = _names("foreignobject desc title annotation-xml mi mn mo ms mtext")
"""Elements of SVG and MathML in which HTML goes on."""

BREAKS_OUT: Final = HEADINGS | _names(
    "b big blockquote body br center code dd div dl dt em embed head hr i img li listing menu meta"
    " nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
"""Elements of HTML that end SVG and MathML around them."""

STOPS: Final = {
    "scope": SCOPE,
    "list": LIST_SCOPE,
    "button": BUTTON_SCOPE,
    "table": TABLE_SCOPE,
    "item": ITEM_STOPS,
    "special": SPECIAL,
}
"""Names of the kinds of limits and the elements that are such."""
