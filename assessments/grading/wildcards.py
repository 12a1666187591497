"""Short answers: Moodle's wildcard match, and the folding of widths that Chinese input needs."""

import re
import unicodedata

# PHP's trim(); Python's own strip() would also take the ideographic space.
PHP_WHITESPACE = " \t\n\r\0\x0b"

# PCRE gives the two Turkish i no other case, Python's re does: two code points that have none.
_TURKISH_I = {0x0130: 0xF8F0, 0x0131: 0xF8F1}

_STARS = re.compile(r"(?<!\\)\*+")


def matches(pattern: str, response: str, *, ignore_case: bool) -> bool:
    """Moodle's rule: `*` stands for any run of characters of a line, `\\*` for an asterisk.

    qtype_shortanswer_question::compare_string_with_wildcard.
    """
    flags = re.IGNORECASE if ignore_case else re.NOFLAG
    return (
        re.fullmatch(_expression(_normal(pattern)), _normal(response.strip(PHP_WHITESPACE)), flags)
        is not None
    )


def fold(text: str) -> str:
    """Full-width and half-width forms made one (NFKC), runs of white space made one space."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def without_wildcards(pattern: str) -> str:
    """A response that the pattern accepts, fit to be shown (Moodle's clean_response)."""
    return " ".join(_literal(bit) for bit in _STARS.split(pattern)).strip()


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_TURKISH_I)


def _literal(bit: str) -> str:
    return bit.replace(r"\*", "*")


def _expression(pattern: str) -> str:
    """Every run but the last is atomic: the first fit of a piece is always as good as a later one.

    Without that a learner could make a pattern of many asterisks backtrack for hours.
    """
    first, *rest = (re.escape(_literal(bit)) for bit in _STARS.split(pattern))
    if not rest:
        return first
    return first + "".join(f"(?>.*?{bit})" for bit in rest[:-1]) + ".*" + rest[-1]
