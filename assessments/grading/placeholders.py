"""Texts with {variables} and {=formulas}, and what stands there for one set of values."""

import re
from collections.abc import Iterator, Mapping

from assessments.grading.expressions import evaluate
from assessments.grading.formats import plain_number

# question/type/calculated/questiontype.php, FORMULAS_IN_TEXT_REGEX and PLACEHOLDER_REGEX.
_FORMULA = re.compile(r"\{=([^{}]*(?:\{[^{}]+\}[^{}]*)*)\}")
_VARIABLE = re.compile(r"\{([^\W\d_][^\s<>{}\"']*)\}")


def is_name(name: str) -> bool:
    return _VARIABLE.fullmatch(f"{{{name}}}") is not None


def formulas(text: str) -> Iterator[str]:
    for found in _FORMULA.finditer(text):
        yield found.group(1)


def fill(text: str, written: Mapping[str, str]) -> str:
    """Braces around anything but a variable stay as they are: they may belong to TeX."""
    values = {name: float(value) for name, value in written.items()}
    computed = _FORMULA.sub(lambda found: plain_number(evaluate(found.group(1), values)), text)
    return _VARIABLE.sub(lambda found: written.get(found.group(1), found.group()), computed)
