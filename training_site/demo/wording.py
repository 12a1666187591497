"""Values of content files in the form that definitions have: texts paired, dates written out."""

from datetime import date
from typing import Any

LANGUAGES = ("zh", "en")


def paired(value: Any) -> Any:
    """The same, in which `stem_zh` and `stem_en` have become one `stem` of two languages."""
    if isinstance(value, dict):
        return _paired(value)
    if isinstance(value, list):
        return [paired(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _paired(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in data.items():
        base, _underscore, language = name.rpartition("_")
        if base and language in LANGUAGES:
            found.setdefault(base, {})[language] = value
        else:
            found[name] = paired(value)
    return found
