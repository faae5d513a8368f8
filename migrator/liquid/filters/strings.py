"""Filters on text (Liquid 4: standardfilters.rb; Jekyll: lib/jekyll/filters.rb)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote_plus, unquote_to_bytes

from liquid.exceptions import FilterArgumentError, OutputStreamLimitError

from migrator.liquid import ruby
from migrator.liquid.ruby import ASCII_SPACE, STRIPPED, strict_integer, to_text, truthy
from migrator.site import slugs
from migrator.site.urls import normalize_component

MAX_TEXT: Final = 50_000_000
_HTML_ESCAPES: Final = {"&": "&amp;", ">": "&gt;", "<": "&lt;", '"': "&quot;", "'": "&#39;"}
_ESCAPE_TABLE: Final = str.maketrans(_HTML_ESCAPES)
_XML_TABLE: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
)
_ESCAPE_ONCE = re.compile(r"[\"><']|&(?!(?:[a-zA-Z]+|#\d+);)", re.ASCII)
_SPACES = re.compile(r"[ \t\n\v\f\r]+")
_TAG = re.compile(r"<.*?>", re.DOTALL)
_LINE_ENDS = re.compile(r"\r?\n")
_REPLACEMENT = re.compile(r"\\(\\|&|`|'|\d)")
_CJK: Final = (
    "\u1100-\u11ff\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u302e\u302f"
    "\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u3131-\u318e\u31f0-\u31ff"
    "\u3200-\u321e\u3260-\u327e\u32d0-\u32fe\u3300-\u3357\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb\uf900-\ufa6d\ufa70-\ufad9"
    "\uff66-\uff6f\uff71-\uff9d\uffa0-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc"
    "\U00016fe2\U00016fe3\U00016ff0\U00016ff1\U0001b000-\U0001b122\U0001b150-\U0001b152"
    "\U0001b164-\U0001b167\U0001f200\U00020000-\U0002a6df\U0002a700-\U0002ebe0"
    "\U0002f800-\U0002fa1d\U00030000-\U0003134a"
)
_CJK_CHARACTER = re.compile(f"[{_CJK}]")
_OTHER_WORD = re.compile(f"[^{_CJK} \t\n\v\f\r]+")


def _text(value: object, name: str) -> str:
    """Return ``value`` where Ruby would call a method that only strings have."""
    if not isinstance(value, str):
        message = f"filter {name} needs text, not {ruby.type_name(value)}"
        raise FilterArgumentError(message, token=None)
    return value


def bounded(length: int) -> None:
    """Raise ``OutputStreamLimitError`` where a text of ``length`` would be too long."""
    if length > MAX_TEXT:
        raise OutputStreamLimitError("the text grows beyond the limit", token=None)


def append(value: object, text: object) -> str:
    """``append``."""
    return to_text(value) + to_text(text)


def prepend(value: object, text: object) -> str:
    """``prepend``."""
    return to_text(text) + to_text(value)


def capitalize(value: object) -> str:
    """``capitalize``: first letter up, all others down."""
    text = to_text(value)
    return text[:1].title() + text[1:].lower()


def downcase(value: object) -> str:
    """``downcase``."""
    return to_text(value).lower()


def upcase(value: object) -> str:
    """``upcase``."""
    return to_text(value).upper()


def escape(value: object) -> str | None:
    """``escape`` and ``h``: nil stays nil."""
    return None if value is None else to_text(value).translate(_ESCAPE_TABLE)


def escape_once(value: object) -> str:
    """``escape_once``: what is an entity already stays."""
    return _ESCAPE_ONCE.sub(lambda match: _HTML_ESCAPES[match.group()], to_text(value))


def xml_escape(value: object) -> str:
    """``xml_escape``."""
    return to_text(value).translate(_XML_TABLE)


def cgi_escape(value: object) -> str:
    """``cgi_escape``: text only."""
    return quote_plus(_text(value, "cgi_escape"), safe="~", errors="surrogateescape")


def url_encode(value: object) -> str | None:
    """``url_encode``."""
    return None if value is None else cgi_escape(to_text(value))


def url_decode(value: object) -> str | None:
    """``url_decode``."""
    if value is None:
        return None
    try:
        return unquote_to_bytes(to_text(value).replace("+", " ")).decode("utf-8")
    except UnicodeDecodeError as error:
        raise FilterArgumentError("invalid byte sequence in UTF-8", token=None) from error


def uri_escape(value: object) -> str | None:
    """``uri_escape``: all but reserved and unreserved characters."""
    return None if value is None else normalize_component(_text(value, "uri_escape"))


def slugify(value: object, mode: object = None) -> str | None:
    """``slugify``; an unknown mode only lowers the case."""
    if value is None:
        return None
    return slugs.slugify(_text(value, "slugify"), "default" if mode is None else to_text(mode))


def strip(value: object) -> str:
    """``strip``."""
    return to_text(value).strip(STRIPPED)


def lstrip(value: object) -> str:
    """``lstrip``."""
    return to_text(value).lstrip(STRIPPED)


def rstrip(value: object) -> str:
    """``rstrip``."""
    return to_text(value).rstrip(STRIPPED)


def strip_newlines(value: object) -> str:
    """``strip_newlines``."""
    return _LINE_ENDS.sub("", to_text(value))


def newline_to_br(value: object) -> str:
    """``newline_to_br``."""
    return to_text(value).replace("\n", "<br />\n")


def strip_html(value: object) -> str:
    """``strip_html``: scripts, comments and styles with their text, then all tags."""
    text = _without_blocks(to_text(value))
    return _TAG.sub("", text) if ">" in text else text


_BLOCKS: Final = (("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>"))
_BLOCK_START = re.compile("<script|<!--|<style")


def _without_blocks(text: str) -> str:
    pieces = []
    position = 0
    unclosed: set[str] = set()
    endings = dict(_BLOCKS)
    for start in _BLOCK_START.finditer(text):
        opening = start.group()
        if start.start() < position or opening in unclosed:
            continue
        end = text.find(endings[opening], start.end())
        if end < 0:
            unclosed.add(opening)
            continue
        pieces.append(text[position : start.start()])
        position = end + len(endings[opening])
    return "".join((*pieces, text[position:]))


def normalize_whitespace(value: object) -> str:
    """``normalize_whitespace``."""
    return _SPACES.sub(" ", to_text(value)).strip(STRIPPED)


def replace(value: object, old: object, new: object = "") -> str:
    """``replace``: all of them."""
    return _replace(to_text(value), to_text(old), to_text(new), -1)


def replace_first(value: object, old: object, new: object = "") -> str:
    """``replace_first``."""
    return _replace(to_text(value), to_text(old), to_text(new), 1)


def remove(value: object, old: object) -> str:
    """``remove``: all of them."""
    return to_text(value).replace(to_text(old), "")


def remove_first(value: object, old: object) -> str:
    """``remove_first``."""
    return to_text(value).replace(to_text(old), "", 1)


def _replace(text: str, old: str, new: str, count: int) -> str:
    if "\\" in new:
        new = _REPLACEMENT.sub(lambda match: _replacement(match.group(1), old), new)
    bounded(len(text) + max(0, len(new) - len(old)) * (1 if count == 1 else text.count(old)))
    return text.replace(old, new, count)


def _replacement(escape_: str, old: str) -> str:
    """Return what Ruby's ``gsub`` makes of a backslash in the replacement."""
    if escape_ in ("&", "0"):
        return old
    return "\\" if escape_ == "\\" else ""


def split(value: object, separator: object) -> list[str]:
    """``split``: a space splits at any white space; empty pieces at the end go."""
    text, mark = to_text(value), to_text(separator)
    if mark == " ":
        return [piece for piece in _SPACES.split(text.strip(ASCII_SPACE)) if piece]
    pieces = text.split(mark) if mark else list(text)
    while pieces and not pieces[-1]:
        pieces.pop()
    return pieces


def truncate(value: object, length: object = 50, ellipsis: object = "...") -> str | None:
    """``truncate``: the ellipsis counts."""
    if value is None:
        return None
    text, end, limit = to_text(value), to_text(ellipsis), strict_integer(length)
    return text if len(text) <= limit else text[: max(limit - len(end), 0)] + end


def truncatewords(value: object, words: object = 15, ellipsis: object = "...") -> object:
    """``truncatewords``: as in Liquid 4, a text of exactly so many words gets the ellipsis too."""
    if value is None:
        return None
    found = split(value, " ")
    limit = max(strict_integer(words) - 1, 0)
    if len(found) <= limit:
        return value
    return " ".join(found[: limit + 1]) + to_text(ellipsis)


def slice_(value: object, offset: object, length: object = None) -> object:
    """``slice``: a part of a text or an array."""
    start = strict_integer(offset)
    count = 1 if not truthy(length) else strict_integer(length)
    items = value if isinstance(value, (list, tuple)) else to_text(value)
    nothing: object = [] if ruby.is_array(value) else ""
    if start < 0:
        start += len(items)
    if not 0 <= start <= len(items) or count < 0:
        return nothing
    return items[start : start + count]


def number_of_words(value: object, mode: object = None) -> int:
    """``number_of_words``; modes ``cjk`` and ``auto`` count each CJK character as a word."""
    text = _text(value, "number_of_words")
    characters = len(_CJK_CHARACTER.findall(text)) if mode in ("cjk", "auto") else 0
    if mode == "cjk" or characters:
        return characters + len(_OTHER_WORD.findall(text))
    return len(split(text, " "))


def default(value: object, otherwise: object = "", options: object = None) -> object:
    """``default``: for nil, false and what is empty."""
    keeps_false = isinstance(options, Mapping) and truthy(options.get("allow_false"))
    if value is None or (value is False and not keeps_false):
        return otherwise
    is_empty = isinstance(value, (str, list, tuple, Mapping)) and not value
    return otherwise if is_empty else value


def inspect(value: object) -> str:
    """``inspect``: Ruby's ``inspect``, escaped."""
    return xml_escape(ruby.inspect(value))


def jsonify(value: object) -> str:
    """``jsonify``."""
    return json.dumps(ruby.json_value(value), ensure_ascii=False, separators=(",", ":"))
