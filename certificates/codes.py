"""Verification codes and serials: of the system's randomness, easy to type, hard to guess."""

import secrets
import unicodedata
from datetime import date

# Crockford's base 32: no I, L, O or U, so nothing looks like something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
LENGTH = 17
GROUP = 6


def new_code() -> str:
    """A fresh code of 85 random bits and a check character, in canonical form."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The weighted sum of the characters, modulo 31; weights are their places.

    Catches every wrong character and every swap of neighbors, but for the pair 0 and Z, which
    differ by 31. A modulus within the alphabet keeps the check character as easy to type.
    """
    places = enumerate(body, start=1)
    return ALPHABET[sum(place * ALPHABET.index(sign) for place, sign in places) % 31]


def canonical(typed: str) -> str:
    """What a person typed, in whatever width, as stored: upper case, look-alikes read as meant.

    Empty for what can't be a code.
    """
    text = _plain(typed)
    if len(text) != LENGTH + 1 or any(character not in ALPHABET for character in text):
        return ""
    return text if check_character(text[:-1]) == text[-1] else ""


def family(typed: str) -> str:
    """The first group of what was typed: guesses around one code have it in common."""
    return _plain(typed)[:GROUP]


def _plain(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed).upper()
    return "".join(filter(str.isalnum, text)).translate(LOOK_ALIKES)


def grouped(code: str) -> str:
    """As printed: groups of six."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def serial(day: date, number: int, edition: int) -> str:
    """A serial that names the year, what was earned, and its edition; it looks nothing up."""
    return f"CCIP-{day.year}-{number:07d}-{edition}"


def plain_serial(typed: str) -> str:
    """A certificate number as stored, however it was typed."""
    text = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in text if sign.isalnum() or sign == "-")
