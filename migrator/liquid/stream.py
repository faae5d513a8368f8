"""Parse the tokens of one template into nodes.

A construct that cannot be parsed becomes a ``VerbatimNode``: a tag alone, or a block through its
end tag. A block that is never closed takes the rest of the template with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from liquid.exceptions import BlockNestingError, LiquidSyntaxError
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_CONTENT, TOKEN_OUTPUT, TOKEN_TAG, Token

from migrator.diagnostics import Severity
from migrator.liquid.errors import UnclosedBlockError
from migrator.liquid.grammar import parse_filtered
from migrator.liquid.markup import (
    LineStarts,
    output_markup,
    raw_end,
    split_tag,
    tokens,
    trims_after,
    trims_before,
)
from migrator.liquid.nodes import Body, ContentNode, OutputNode, SourceNode, VerbatimNode
from migrator.liquid.ruby import STRIPPED

if TYPE_CHECKING:
    from migrator.liquid.environment import JekyllEnvironment

END_PREFIX: Final = "end"
_INNER_TAGS: Final = frozenset(("else", "elsif", "when"))


@dataclass(frozen=True, slots=True)
class Opening:
    """A tag's token, cut up."""

    token: Token
    name: str
    markup: str
    line: int


@dataclass(frozen=True, slots=True)
class Ending:
    """The tag that ended a body: the end tag, or ``else`` and the like."""

    name: str
    markup: str
    line: int


class MarkupTag(Tag):
    """A tag that builds its node from its markup and, for a block, from what follows."""

    def parse(self, stream: TokenStream) -> SourceNode:
        """Build the node of the tag that ``stream`` stands on."""
        template = cast(TemplateStream, stream)
        node = self.build(template.opening(template.next()), template)
        node.end = template.position
        return node

    def build(self, opening: Opening, stream: TemplateStream) -> SourceNode:
        """Return the node; raises ``LiquidSyntaxError`` for a markup that is no good."""
        raise NotImplementedError


class TemplateStream(TokenStream):
    """The tokens of one template, and what parsing has to remember on the way."""

    def __init__(self, environment: JekyllEnvironment, source: str) -> None:
        super().__init__(tokens(source))
        self.environment = environment
        self.source = source
        self.lines = LineStarts.of(source)
        self.trim = False  # the last tag or output ended with ``-%}`` or ``-}}``
        self.open_blocks: list[str] = []
        self._pairs: Mapping[int, int] | None = None

    @property
    def position(self) -> int:
        """The offset at which the next token begins."""
        if self.pos < len(self.tokens):
            return self.tokens[self.pos].start_index
        return len(self.source)

    def opening(self, token: Token) -> Opening:
        """Cut up a tag's token."""
        name, markup = split_tag(token.value) or ("", "")
        return Opening(token, name, markup, self.lines.line(token.start_index))

    def template(self) -> list[SourceNode]:
        """Parse the whole template."""
        nodes: list[SourceNode] = []
        while self.pos < len(self.tokens):
            start = self.pos
            try:
                self._node(nodes)
            except (UnclosedBlockError, BlockNestingError) as error:
                nodes.append(self._rest(self.tokens[start], error))
                break
        return nodes

    def _rest(self, token: Token, error: LiquidSyntaxError | BlockNestingError) -> VerbatimNode:
        culprit = error.token or token
        message = (
            f"{error.message} (line {self.lines.line(culprit.start_index)} of the text);"
            " Jekyll would stop here; from this tag on the text stays as it was written"
        )
        line = self.lines.line(token.start_index)
        problem = ("liquid.unclosed-block", Severity.ERROR, message)
        return VerbatimNode(token, line, len(self.source), problem)

    def body(self, opening: Opening, inner: frozenset[str] = frozenset()) -> tuple[Body, Ending]:
        """Parse up to the block's end tag, or to a tag of ``inner``, and past it."""
        end = END_PREFIX + opening.name
        nodes: list[SourceNode] = []
        self.block_depth += 1
        if self.block_depth > self.environment.block_nesting_limit:
            raise BlockNestingError("blocks nest too deep", token=opening.token)
        while self.pos < len(self.tokens):
            token = self.current
            head = split_tag(token.value) if token.kind == TOKEN_TAG else None
            if head and (head[0] == end or head[0] in inner):
                self._trimmed(token, nodes)
                self.next()
                self.block_depth -= 1
                return Body(nodes), Ending(*head, self.lines.line(token.start_index))
            self._node(nodes)
        raise UnclosedBlockError(f"the tag '{opening.name}' is never closed", token=opening.token)

    def _node(self, nodes: list[SourceNode]) -> None:
        """Parse one node and append it."""
        token = self.current
        if token.kind == TOKEN_CONTENT:
            nodes.append(self._content(self.next()))
        elif token.kind == TOKEN_OUTPUT:
            self._trimmed(token, nodes)
            nodes.append(self._output(self.next()))
        else:
            nodes.append(self._tag(token, nodes))

    def _content(self, token: Token) -> ContentNode:
        text = token.value.lstrip(STRIPPED) if self.trim else token.value
        self.trim = False
        offset = token.start_index + len(token.value) - len(text)
        return ContentNode(token, text, self.lines.line(offset))

    def _trimmed(self, token: Token, nodes: list[SourceNode]) -> None:
        """Do what the token says about white space: before it now, after it later."""
        if nodes and isinstance(nodes[-1], ContentNode) and trims_before(token.value):
            nodes[-1].text = nodes[-1].text.rstrip(STRIPPED)
        self.trim = trims_after(token.value)

    def _output(self, token: Token) -> SourceNode:
        line = self.lines.line(token.start_index)
        markup = output_markup(token.value)
        if markup is None:
            return self._malformed(token, line)
        return OutputNode(token, line, parse_filtered(markup))

    def _malformed(self, token: Token, line: int) -> VerbatimNode:
        message = (
            f"'{token.value[:2]}' is not properly closed; Jekyll would stop here;"
            " it stays as it was written. To show it as text, put it between"
            " {% raw %} and {% endraw %}"
        )
        problem = ("liquid.syntax", Severity.ERROR, message)
        return VerbatimNode(token, line, token.start_index + len(token.value), problem)

    def _tag(self, token: Token, nodes: list[SourceNode]) -> SourceNode:
        line = self.lines.line(token.start_index)
        head = split_tag(token.value)
        if head is None:
            self.next()
            return self._malformed(token, line)
        name = head[0]
        tag = self.environment.tags.get(name)
        if tag is None:
            return self._verbatim(token, line, self._unknown(name))
        start, depth = self.pos, self.block_depth
        self._trimmed(token, nodes)
        try:
            return cast(SourceNode, tag.parse(self))
        except UnclosedBlockError:
            raise
        except LiquidSyntaxError as error:
            self.pos, self.block_depth, self.trim = start, depth, False
            message = f"{error.message}; Jekyll would stop here; the tag stays as it was written"
            return self._verbatim(token, line, ("liquid.syntax", Severity.ERROR, message))

    def _verbatim(
        self, token: Token, line: int, problem: tuple[str, Severity, str]
    ) -> VerbatimNode:
        """Take the tag, or the block through its end tag, as it stands."""
        self.pos = self._ends().get(self.pos, self.pos) + 1
        return VerbatimNode(token, line, self.position, problem)

    def _unknown(self, name: str) -> tuple[str, Severity, str]:
        if name.startswith(END_PREFIX) or name in _INNER_TAGS:
            message = f"the tag '{name}' belongs to no open block; it stays as it was written"
            return "liquid.stray-tag", Severity.ERROR, message
        plugin = self.environment.plugin_of(name)
        source = (
            f"it comes from the plugin {plugin}, which the site's config does not list"
            if plugin
            else "it may come from a plugin"
        )
        message = f"the tag '{name}' is unknown ({source}); it stays as it was written"
        return "liquid.unknown-tag", Severity.ERROR, message

    def _ends(self) -> Mapping[int, int]:
        """Return, for tags that have an end tag, the index of that end tag's token."""
        if self._pairs is None:
            self._pairs = _pair_tags(self.tokens)
        return self._pairs


def _pair_tags(template: list[Token]) -> Mapping[int, int]:
    pairs: dict[int, int] = {}
    open_tags: dict[str, list[int]] = {}
    in_raw = False
    for index, token in enumerate(template):
        if in_raw:
            in_raw = raw_end(token.value, "endraw") is None
            continue
        head = split_tag(token.value) if token.kind == TOKEN_TAG else None
        if head is None:
            continue
        name = head[0]
        in_raw = name == "raw"
        opened = open_tags.get(name.removeprefix(END_PREFIX))
        if name.startswith(END_PREFIX) and opened:
            pairs[opened.pop()] = index
        else:
            open_tags.setdefault(name, []).append(index)
    return pairs
