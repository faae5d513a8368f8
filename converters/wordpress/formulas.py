"""The formulas of one document: as MathML where that is wanted and can be, else as LaTeX."""

from __future__ import annotations

from dataclasses import dataclass, field

from converters.wordpress.mathml import FormulaError, defined_commands, mathml_of
from converters.wordpress.protect import protect_formula
from migrator.model import nodes
from migrator.model.nodes import Node
from migrator.model.walk import walk


@dataclass(frozen=True, slots=True)
class LeftFormula:
    """A formula that stays LaTeX: the line it stands in, and why."""

    line: int
    latex: str
    reason: str


@dataclass(slots=True)
class Formulas:
    """Writes formulas; ``left`` are those that could not be MathML though that was wanted.

    ``unnumbered`` counts those that MathJax may have numbered and MathML does not.
    """

    as_mathml: bool = False
    left: list[LeftFormula] = field(default_factory=list)
    unnumbered: int = 0
    _defined: frozenset[str] = frozenset()

    @classmethod
    def of(cls, body: nodes.Body) -> Formulas:
        """Return what writes the formulas of ``body`` as MathML."""
        found = (
            node for node in walk(body) if isinstance(node, nodes.MathBlock | nodes.MathInline)
        )
        defined = frozenset[str]().union(*(defined_commands(node.latex) for node in found))
        return cls(as_mathml=True, _defined=defined)

    def inline(self, node: nodes.MathInline, line: int) -> Node:
        """Return a formula in a text at ``line``."""
        inner = self._mathml(node.latex, line, display=False)
        if inner:
            html = nodes.RawInline("html", inner)
            return nodes.HtmlElement("math", (html,), node.attributes, "inline", line)
        html = nodes.RawInline("html", rf"\({protect_formula(node.latex)}\)")
        return nodes.Span((html,), node.attributes) if node.attributes else html

    def block(self, node: nodes.MathBlock, line: int) -> Node:
        """Return a formula that stands alone."""
        inner = self._mathml(node.latex, line, display=True)
        if inner:
            html = nodes.RawInline("html", inner)
            attributes = (("display", "block"), *node.attributes)
            return nodes.HtmlElement("math", (html,), attributes, "block", line)
        html = nodes.RawInline("html", rf"\&#91;{protect_formula(node.latex)}\]")
        return nodes.Paragraph((html,), node.attributes, node.line)

    def _mathml(self, latex: str, line: int, *, display: bool) -> str:
        if not self.as_mathml:
            return ""
        try:
            written = mathml_of(latex, display=display, defined=self._defined)
        except FormulaError as error:
            self.left.append(LeftFormula(line, latex, str(error)))
            return ""
        self.unnumbered += written.unnumbered
        return written.inner
