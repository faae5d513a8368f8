"""The table of all filters."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from liquid.exceptions import FilterArgumentError

from migrator.liquid.filters import arrays, dates, expressions, links, numbers, pages, strings

if TYPE_CHECKING:
    from migrator.liquid.context import Context

Pure: TypeAlias = Callable[..., object]


@dataclass(frozen=True)
class Filter:
    """A filter function: ``function(value, …)``, or ``function(context, value, …)``."""

    function: Pure
    needs_context: bool = False

    @cached_property
    def arity(self) -> tuple[int, int]:
        """The least and the greatest number of arguments after the value."""
        taken = 2 if self.needs_context else 1
        parameters = list(inspect.signature(self.function).parameters.values())[taken:]
        needed = sum(parameter.default is parameter.empty for parameter in parameters)
        return needed, len(parameters)

    def check_arity(self, name: str, given: int) -> None:
        """Raise ``FilterArgumentError`` where Ruby would miss or refuse an argument."""
        least, most = self.arity
        if not least <= given <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            message = f"filter {name}: {given} arguments given, {wanted} expected"
            raise FilterArgumentError(message, token=None)

    def call(self, context: Context, value: object, arguments: Sequence[object]) -> object:
        """Return the filtered value."""
        if self.needs_context:
            return self.function(context, value, *arguments)
        return self.function(value, *arguments)


_PURE: Final[Mapping[str, Pure]] = {
    # text
    "append": strings.append,
    "capitalize": strings.capitalize,
    "cgi_escape": strings.cgi_escape,
    "downcase": strings.downcase,
    "escape": strings.escape,
    "escape_once": strings.escape_once,
    "h": strings.escape,
    "lstrip": strings.lstrip,
    "newline_to_br": strings.newline_to_br,
    "normalize_whitespace": strings.normalize_whitespace,
    "number_of_words": strings.number_of_words,
    "prepend": strings.prepend,
    "remove": strings.remove,
    "remove_first": strings.remove_first,
    "replace": strings.replace,
    "replace_first": strings.replace_first,
    "rstrip": strings.rstrip,
    "slice": strings.slice_,
    "slugify": strings.slugify,
    "split": strings.split,
    "strip": strings.strip,
    "strip_html": strings.strip_html,
    "strip_newlines": strings.strip_newlines,
    "truncate": strings.truncate,
    "truncatewords": strings.truncatewords,
    "upcase": strings.upcase,
    "uri_escape": strings.uri_escape,
    "url_decode": strings.url_decode,
    "url_encode": strings.url_encode,
    "xml_escape": strings.xml_escape,
    # values
    "default": strings.default,
    "inspect": strings.inspect,
    "jsonify": strings.jsonify,
    "size": arrays.size,
    # numbers
    "abs": numbers.absolute,
    "at_least": numbers.at_least,
    "at_most": numbers.at_most,
    "ceil": numbers.ceil,
    "divided_by": numbers.divided_by,
    "floor": numbers.floor,
    "minus": numbers.minus,
    "modulo": numbers.modulo,
    "plus": numbers.plus,
    "round": numbers.round_,
    "times": numbers.times,
    "to_integer": numbers.to_integer,
    # arrays
    "array_to_sentence_string": arrays.array_to_sentence_string,
    "compact": arrays.compact,
    "concat": arrays.concat,
    "find": arrays.find,
    "first": arrays.first,
    "group_by": arrays.group_by,
    "join": arrays.join,
    "last": arrays.last,
    "map": arrays.map_,
    "pop": arrays.pop,
    "push": arrays.push,
    "reverse": arrays.reverse,
    "sample": arrays.sample,
    "shift": arrays.shift,
    "sort": arrays.sort,
    "sort_natural": arrays.sort_natural,
    "uniq": arrays.uniq,
    "unshift": arrays.unshift,
    "where": arrays.where,
    "strip_index": links.strip_index,
}

_WITH_CONTEXT: Final[Mapping[str, Pure]] = {
    "absolute_url": links.absolute_url,
    "date": dates.date_,
    "date_to_long_string": dates.date_to_long_string,
    "date_to_rfc822": dates.date_to_rfc822,
    "date_to_string": dates.date_to_string,
    "date_to_xmlschema": dates.date_to_xmlschema,
    "find_exp": expressions.find_exp,
    "group_by_exp": expressions.group_by_exp,
    "markdownify": pages.markdownify,
    "relative_url": links.relative_url,
    "sassify": pages.left_as_it_is,
    "scssify": pages.left_as_it_is,
    "smartify": pages.smartify,
    "where_exp": expressions.where_exp,
}

FILTERS: Final[Mapping[str, Filter]] = {
    **{name: Filter(function) for name, function in _PURE.items()},
    **{name: Filter(function, needs_context=True) for name, function in _WITH_CONTEXT.items()},
}
