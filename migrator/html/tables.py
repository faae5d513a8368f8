"""What HTML elements are: element tables, as HTML has them and as kramdown has them.

The kramdown tables follow what its HTML parser takes each element for; a parser that is to be
kramdown's equal needs them as they are, gaps included (``video`` or ``svg`` stand in neither
list, and an element in neither counts as a block with raw content).
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

ContentModel: TypeAlias = Literal["block", "span", "raw"]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _spellings(text: str) -> dict[str, str]:
    return {name.lower(): name for name in text.split()}


VOID: Final = _names(
    "area base br col command embed hr img input keygen link meta param source track wbr"
)
"""Elements without content and end tag."""

RAW_TEXT: Final = _names("script style")
"""Elements whose text is written without escaping."""

PREFORMATTED: Final = _names("pre textarea listing xmp script style")
"""Elements within which white space is kept."""

# ------------------------------------------------------------------ kramdown: content models

CONTENT_BLOCK: Final = _names(
    "address applet article aside blockquote body dd details div dl fieldset figcaption figure"
    " footer form header hgroup iframe li main map menu nav noscript object section summary td"
)
"""Elements whose content kramdown parses as blocks where ``markdown="1"`` asks for it."""

CONTENT_SPAN: Final = _names(
    "a abbr acronym b bdo big button caption cite del dfn dt em h1 h2 h3 h4 h5 h6 i ins label"
    " legend optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt"
)
"""Elements whose content kramdown parses as inlines where ``markdown="1"`` asks for it."""

CONTENT_RAW: Final = _names("code kbd math option pre samp script style textarea var")
"""Elements named as raw; all that are in no table are raw too."""

# ----------------------------------------------------------------------- kramdown: categories

SPAN: Final = _names(
    "a abbr acronym b bdo big br button cite code del dfn em i img input ins kbd label mark"
    " option q rb rbc rp rt rtc ruby samp select small span strong sub sup time tt u var"
)
"""Elements that may stand in a line of text; a line that starts with one is a paragraph."""

BLOCK: Final = _names(
    "address applet article aside blockquote body caption col colgroup dd div dl dt fieldset"
    " figcaption footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend"
    " li main map menu nav ol optgroup p pre section summary table tbody td tfoot th thead tr ul"
)
"""Elements that kramdown does not take for inline HTML in a line of text."""

NATIVE: Final = _names(
    "em strong blockquote hr br img p thead tbody tfoot tr td th ul ol dl li dt dd"
)
"""Elements that kramdown makes its own as they are, with ``html_to_native``."""

KNOWN: Final = SPAN | BLOCK | VOID | CONTENT_BLOCK | CONTENT_SPAN | CONTENT_RAW
"""Elements that kramdown knows: their names and attribute names are lower-cased."""


def content_model(name: str) -> ContentModel:
    """Return how kramdown parses the content of element ``name`` (lower-case)."""
    if name in CONTENT_BLOCK:
        return "block"
    return "span" if name in CONTENT_SPAN else "raw"


# ------------------------------------------------------------------------------ HTML: display

EITHER: Final = _names(
    "audio button canvas embed iframe map math noscript object picture script style svg template"
    " video link meta"
)
"""Elements that stand alone as blocks or inside a line of text, as their neighbours have it."""

FLOW: Final = BLOCK - _names("iframe map") | _names(
    "center dialog details figure dir frameset isindex listing noframes plaintext search xmp"
)
"""Elements that browsers show as blocks (HTML: Rendering, flow content)."""

HIDDEN: Final = _names("link meta script style template")
"""Elements that show nothing where they stand."""

# ------------------------------------------------------------------------- SVG: spelt in camels

SVG_ELEMENTS: Final = _spellings(
    "altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath"
    " feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix"
    " feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB"
    " feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset"
    " fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef"
    " linearGradient radialGradient textPath"
)
"""Lower-case names of SVG elements to their spelling (HTML: Parsing, adjust SVG names)."""

SVG_ATTRIBUTES: Final = _spellings(
    "attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits"
    " diffuseConstant edgeMode filterUnits glyphRef gradientTransform gradientUnits"
    " kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust"
    " limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits"
    " numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX"
    " pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY"
    " repeatCount repeatDur requiredExtensions requiredFeatures specularConstant"
    " specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale"
    " systemLanguage tableValues targetX targetY textLength viewBox viewTarget"
    " xChannelSelector yChannelSelector zoomAndPan"
)
"""Lower-case names of SVG attributes to their spelling."""
