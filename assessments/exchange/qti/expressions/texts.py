"""Operators on text, and the custom ones in wide use for what was typed."""

import unicodedata
from collections.abc import Callable, Mapping

from assessments.exchange.qti.context import Call
from assessments.exchange.qti.expressions.logic import Operator
from assessments.exchange.qti.patterns import full_match
from assessments.exchange.qti.values import (
    ProcessingUnsupported,
    Value,
    boolean,
)


def string_match(call: Call) -> Value | None:
    found = _cased(call)
    if found is None:
        return None
    one, other = found
    if call.get("substring") == "true":
        return boolean(holds=other in one)
    return boolean(holds=one == other)


def substring(call: Call) -> Value | None:
    """Whether the first operand stands within the second."""
    found = _cased(call)
    return None if found is None else boolean(holds=found[0] in found[1])


def pattern_match(call: Call) -> Value | None:
    value = call.only(1)[0]
    return None if value is None else boolean(holds=full_match(call.get("pattern"), value.items[0]))


def custom_operator(call: Call) -> Value | None:
    """Those of the Citolab engines, whatever prefix stands before their name."""
    definition = call.get("definition") or call.get("class")
    change = _CUSTOM.get(definition.rpartition(":")[2])
    if change is None:
        raise ProcessingUnsupported(f"the custom operator {definition} is not known")
    value = call.only(1)[0]
    if value is None:
        return None
    return Value(value.base_type, tuple(change(item) for item in value.items), value.cardinality)


def _cased(call: Call) -> tuple[str, str] | None:
    one, other = call.only(2)
    if one is None or other is None:
        return None
    pair = one.items[0], other.items[0]
    return (pair[0].casefold(), pair[1].casefold()) if call.is_false("caseSensitive") else pair


def _to_ascii(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    kept = (letter for letter in apart if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", "".join(kept))


_CUSTOM: Mapping[str, Callable[[str], str]] = {
    "Trim": str.strip,
    "ToAscii": _to_ascii,
    "ParseCommaDecimal": lambda text: text.replace(",", "."),
}

OPERATORS: Mapping[str, Operator] = {
    "stringMatch": string_match,
    "substring": substring,
    "patternMatch": pattern_match,
    "customOperator": custom_operator,
}
