"""Traps in any post's content: shortcodes, embeds, filters, typography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from migrator.diagnostics import Severity
from migrator.verify.wxr_autop_checks import autop_findings
from migrator.verify.wxr_block_checks import BLOCK_CHECKS
from migrator.verify.wxr_records import Finding, WxrItem

_SHORTCODE: Final = re.compile(r"\[/?(?:audio|caption|embed|gallery|playlist|video|wp_caption)\b")
_SHORTCODE_BLOCK: Final = re.compile(
    r"<!-- wp:shortcode\b.*?(?:<!-- /wp:shortcode -->|\Z)", re.DOTALL
)
_EMBED_WRAPPER: Final = re.compile(
    r'<div class="wp-block-embed__wrapper">.*?(?:</div>|\Z)', re.DOTALL
)
_LONE_ADDRESS: Final = re.compile(
    r"^[^\S\n]*https?://[^\s<>\"]+[^\S\n]*$|<p(?: [^<>]*)?>\s*https?://[^\s<>\"]+\s*</p>",
    re.MULTILINE,
)
_TARGET: Final = re.compile(r"<a\b(?=[^<>]*\starget=)[^<>]*>")
_ATTACHMENT_ID: Final = re.compile(r'wp-image-\d+|<!-- wp:image \{[^<>]*"id":\d+|\[gallery ids=')
_ROOT_RELATIVE: Final = re.compile(r"""<[a-z][^<>]*?\s(?:src|href)=["']/(?!/)[^"'<>]*""")
_SCRIPT_LINK: Final = re.compile(r"""\s(?:href|src)=["']\s*javascript:""", re.IGNORECASE)
_DATA_IMAGE: Final = re.compile(r"""<img\b[^<>]*\ssrc=["']data:""", re.IGNORECASE)
_FILTERED: Final = re.compile(
    r"<(?P<name>iframe|script|style|svg|math|input|form|select|source|embed|picture|time"
    r"|[a-z]+-[a-z-]+)\b|<[a-z][^<>]*?\s(?P<attribute>srcset|sizes|on[a-z]+)=",
    re.IGNORECASE,
)
_UNSHOWN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<name>script|style|textarea)\b.*?(?:</(?P=name)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"<(?P<name>code|pre|kbd|tt|samp)\b.*?(?:</(?P=name)\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG: Final = re.compile(r"<[a-zA-Z/!][^<>]*>")
_BARE_SIGN: Final = re.compile(r"<(?![a-zA-Z/!?])")
_FORMULA: Final = re.compile(
    r"\\\((?>(?:[^\\]|\\(?!\)))*)(?:\\\)|\Z)|\\\[(?>(?:[^\\]|\\(?!\]))*)(?:\\\]|\Z)"
    r"|\$\$[^$]+\$\$",
    re.DOTALL,
)
_TYPOGRAPHY: Final = re.compile(r"""['"`]|--|\.\.\.|\d+x\d""")
_SMILEY: Final = re.compile(r"(?:^|\s)(?:[:;8=]-?[()|?DPpoOxX]|:[a-z]{3,7}:)(?=\s|$)", re.MULTILINE)
_CAPITAL_P: Final = re.compile(r"(?:^|[\s(‘“>])Wordpress")


def _shortcode(item: WxrItem) -> Iterator[Finding]:
    found = _SHORTCODE.search(_SHORTCODE_BLOCK.sub("", item.content))
    if found:
        yield "shortcode", Severity.WARNING, f"'{found[0]}' runs as a shortcode, code or not"


def _lone_address(item: WxrItem) -> Iterator[Finding]:
    found = _LONE_ADDRESS.search(_EMBED_WRAPPER.sub("", item.content))
    if found:
        message = f"an address alone on its line is embedded: {found[0].strip()[:80]}"
        yield "lone-address", Severity.WARNING, message


def _attachment_ids(item: WxrItem) -> Iterator[Finding]:
    found = _ATTACHMENT_ID.search(item.content)
    if found:
        message = f"'{found[0]}' names an attachment by its old number, which the import changes"
        yield "attachment-id", Severity.WARNING, message


def _relative_addresses(item: WxrItem) -> Iterator[Finding]:
    found = _ROOT_RELATIVE.search(item.content)
    if found:
        message = f"the address in {found[0][-80:]} is left as it is, and leads into the new site"
        yield "relative-address", Severity.INFO, message


def _noopener(item: WxrItem) -> Iterator[Finding]:
    if any("noopener" not in found[0] for found in _TARGET.finditer(item.content)):
        yield "noopener", Severity.INFO, "WordPress adds rel=noopener to links with a target"


def _script_links(item: WxrItem) -> Iterator[Finding]:
    if _SCRIPT_LINK.search(item.content):
        message = "WordPress takes javascript: out of addresses, so such a link leads nowhere"
        yield "script-link", Severity.WARNING, message


def _data_images(item: WxrItem) -> Iterator[Finding]:
    if _DATA_IMAGE.search(item.content):
        message = "an image that stands in its own address breaks, unless an administrator imports"
        yield "data-image", Severity.INFO, message


def _filtered(item: WxrItem) -> Iterator[Finding]:
    found = _FILTERED.search(item.content)
    if found:
        what = found["attribute"] or f"<{found['name']}>"
        message = f"only an administrator or editor may import {what}; for others it goes"
        yield "filtered-html", Severity.INFO, message


def _shown(item: WxrItem) -> str:
    return _UNSHOWN.sub("", item.content)


def _bare_sign(item: WxrItem) -> Iterator[Finding]:
    if _BARE_SIGN.search(_shown(item)):
        message = "a < that begins no tag takes the text up to the next > with it: write &lt;"
        yield "bare-less-than", Severity.WARNING, message


def _typography(item: WxrItem) -> Iterator[Finding]:
    prose = _CODE.sub("", _shown(item))
    if any(_TYPOGRAPHY.search(_TAG.sub("", one[0])) for one in _FORMULA.finditer(prose)):
        message = "WordPress sets quotes, --, ... and 3x4 in a formula as typography"
        yield "formula-typography", Severity.WARNING, message
    text = _TAG.sub("", prose)
    found = _SMILEY.search(text)
    if found:
        yield "smiley", Severity.INFO, f"WordPress shows '{found[0].strip()}' as a picture"
    if _CAPITAL_P.search(text) or _CAPITAL_P.search(item.title):
        yield "capital-p", Severity.INFO, "WordPress writes its name with a capital P"


CONTENT_CHECKS: Final = (
    _shortcode,
    _lone_address,
    _attachment_ids,
    _relative_addresses,
    _noopener,
    _script_links,
    _data_images,
    _filtered,
    _bare_sign,
    _typography,
    *BLOCK_CHECKS,
    autop_findings,
)
