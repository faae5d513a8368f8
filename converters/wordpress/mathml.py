"""LaTeX as MathML, which browsers draw without a script.

The library math-core writes it (the extra ``mathml``); it refuses what it does not know, so that
nothing is drawn wrongly. What this module refuses besides would read otherwise than MathJax shows
it, or is what no browser draws.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from converters.wordpress.protect import protect_annotation, protect_formula

if TYPE_CHECKING:
    from math_core import LatexToMathML

LIBRARY: Final = "math_core"
EXTRA: Final = "mathml"
_TOKEN_LIMIT: Final = 1000
"""Commands and groups in a formula; the library's stack is good for twice as many in each other."""
_DEPTH_LIMIT: Final = 100
_TOKEN: Final = re.compile(r"\\(?:[A-Za-z]+|.)|[{}]", re.DOTALL)
_OPENING: Final = frozenset({"{", r"\left", r"\begin"})
_CLOSING: Final = frozenset({"}", r"\right", r"\end"})
_NUMBERED: Final = re.compile(r"(\\(?:begin|end)\s*\{(?:equation|align|gather|multline))\}")
_REFERENCE: Final = re.compile(r"\\(?:eq)?ref(?![A-Za-z])")
_DEFINITION: Final = re.compile(
    r"\\(?:(?:re|provide)?newcommand|[egx]?def|let|DeclareMathOperator|require)(?![A-Za-z])"
)
_DEFINED: Final = re.compile(
    r"\\(?:(?:re|provide)?newcommand|[egx]?def|let|DeclareMathOperator)(?![A-Za-z])\*?"
    r"\s*\{?\s*(\\(?:[A-Za-z]+|.))"
)
_COMMAND: Final = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_MATH: Final = re.compile(
    r"<math\b[^>]*>(<semantics>.*)<annotation[^>]*>[^<]*</annotation></semantics></math>\Z",
    re.DOTALL,
)
_NOTHING: Final = "<semantics><mrow></mrow>"
_TEXT: Final = re.compile(r">([^<>]+)(?=<)")
_PLACE: Final = re.compile(r"\A\d+: ")
_ANNOTATION: Final = re.compile(
    r'<annotation encoding="application/x-tex">([^<]*)</annotation></semantics>\Z'
)


class FormulaError(Exception):
    """A formula cannot be MathML; says why."""


@dataclass(frozen=True, slots=True)
class MathMl:
    """What a ``math`` element holds; ``unnumbered``: MathJax might have set numbers beside it."""

    inner: str
    unnumbered: bool


def is_installed() -> bool:
    """Return whether the library is there."""
    return find_spec(LIBRARY) is not None


def defined_commands(latex: str) -> frozenset[str]:
    """Return the commands that a formula defines, backslash included."""
    return frozenset(_DEFINED.findall(latex))


def mathml_of(latex: str, *, display: bool, defined: frozenset[str] = frozenset()) -> MathMl:
    """Return ``latex`` as MathML with the LaTeX in it; raise FormulaError where it cannot be.

    ``defined`` are commands that formulas of the same document define.
    """
    _refuse(latex, defined)
    bare, numbers = _NUMBERED.subn(r"\1*}", latex)
    found = _MATH.match(_converted(bare, display=display))
    inner = found[1] if found else ""
    if inner in ("", _NOTHING):
        raise FormulaError("it shows nothing")
    if "<menclose" in inner:
        raise FormulaError("few browsers draw boxes and strokes in MathML")
    written = _TEXT.sub(lambda text: f">{protect_formula(unescape(text[1]))}", inner)
    note = f'<annotation encoding="application/x-tex">{protect_annotation(latex)}</annotation>'
    # The form in which WordPress's own editor keeps formulas since 6.9.
    return MathMl(f"{written}{note}</semantics>", numbers > 0)


def latex_in(inner: str) -> str:
    """Return the LaTeX of what ``mathml_of`` wrote, '' for anything else."""
    found = _ANNOTATION.search(inner)
    return unescape(found[1]) if found else ""


def _refuse(latex: str, defined: frozenset[str]) -> None:
    if _DEFINITION.search(latex):
        raise FormulaError("it defines commands, which other formulas may use")
    used = defined.intersection(_COMMAND.findall(latex))
    if used:
        raise FormulaError(f"it uses {min(used)}, which another formula defines")
    if _REFERENCE.search(latex):
        raise FormulaError("it refers to another formula")
    _refuse_nesting(latex)


def _refuse_nesting(latex: str) -> None:
    """Refuse lines outside of environments, and what is too deep or long for the library."""
    depth, environments = 0, 0
    for count, name in enumerate(_TOKEN.findall(latex)):
        depth += (name in _OPENING) - (name in _CLOSING)
        environments += (name == r"\begin") - (name == r"\end")
        if count > _TOKEN_LIMIT or depth > _DEPTH_LIMIT:
            raise FormulaError("it is too long, or nested too deeply")
        if name == r"\\" and not environments:
            raise FormulaError("it has lines outside of an environment")


def _converted(latex: str, *, display: bool) -> str:
    from math_core import LatexError

    try:
        return _library().convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        raise FormulaError(_PLACE.sub("", str(error)).strip()) from error


@cache
def _library() -> LatexToMathML:
    from math_core import LatexToMathML

    return LatexToMathML(fancy_error=False, annotation=True)
