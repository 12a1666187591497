"""English words: which ones say nothing, and what is left of one without its endings."""

import re

_SAYING_NOTHING = (
    "a an and are as at be but by can do does for from how i if in into is it its may not of on or "
    "shall so that the their there these they this to was were what when where which who will with "
    "you your"
)
STOP_WORDS = frozenset(_SAYING_NOTHING.split())
# Endings that only mark number, tense or aspect: steps 1 and 5 of Porter's algorithm. The others
# would make one word of invention, inventive and inventor, which patent law keeps apart.
PLAIN = re.compile(r"[a-z]{4,}")
DOUBLED = re.compile(r"([^aeiouylsz])\1$")


def stem(word: str) -> str:
    """Licenses, licensed, licensing → licens; words that are not English stay as they are."""
    if not PLAIN.fullmatch(word):
        return word
    return _without_final_e(_without_final_y(_without_tense(_without_plural(word))))


def _shape(word: str) -> str:
    """Vowels as v and consonants as c: fly → ccv, yes → cvc."""
    shape = ""
    for letter in word:
        is_vowel = letter in "aeiou" or (letter == "y" and shape.endswith("c"))
        shape += "v" if is_vowel else "c"
    return shape


def _measure(word: str) -> int:
    return len(re.findall("v+c", re.sub("c+", "c", _shape(word))))


def _ends_short(word: str) -> bool:
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_tense(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    rest = word.removesuffix("ed") if word.endswith("ed") else word.removesuffix("ing")
    if rest == word or "v" not in _shape(rest):
        return word
    if rest.endswith(("at", "bl", "iz")) or (_measure(rest) == 1 and _ends_short(rest)):
        return f"{rest}e"
    return rest[:-1] if DOUBLED.search(rest) else rest


def _without_final_y(word: str) -> str:
    return f"{word[:-1]}i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _without_final_e(word: str) -> str:
    rest = word.removesuffix("e")
    measure = _measure(rest)
    if rest != word and (measure > 1 or (measure == 1 and not _ends_short(rest))):
        word = rest
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word
