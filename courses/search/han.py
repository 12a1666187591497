"""Text as the index stores it and as queries ask for it: plain words, Han characters and pairs."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from courses.search.english import STOP_WORDS, stem

# Ideographs of all planes, with 々 and 〇; NFKC has turned radicals into them.
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Whatever is neither Han nor a word of letters and digits separates: each database has its own
# idea of a hyphen, a slash or an address, and GB/T 29490-2023 must be found on both.
TOKEN = re.compile(rf"(?P<han>[{HAN}]+)|(?:(?![{HAN}])[^\W_])+")
POSSESSIVE = re.compile(r"['’]s\b")
# Databases nest one level for each word of a query; nobody means more than this.
MOST_WORDS = 64


def fold(text: str) -> str:
    """One spelling for full and half width, upper and lower case, with and without accents."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in apart if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFKC", bare.casefold())


def for_index(text: str) -> str:
    """专利法 PCT filings → 专 利 法 专利 利法 pct filings file."""
    return " ".join(_indexed(POSSESSIVE.sub("", fold(text))))


def _indexed(text: str) -> Iterator[str]:
    for match in TOKEN.finditer(text):
        word = match.group()
        if match["han"]:
            yield from word
            yield from _pairs(word)
        else:
            yield from dict.fromkeys((word, stem(word)))


def for_query(text: str, *, is_beginning: bool) -> list[list[str]]:
    """专利法 filings → [[专利, 利法], [file]]; endings stay where the last word is cut short."""
    chunks = [list(_asked(chunk)) for chunk in POSSESSIVE.sub("", fold(text)).split()]
    if is_beginning:
        return [words for words in chunks if words]
    meant = [[word for word in words if word not in STOP_WORDS] for words in chunks]
    chosen = meant if any(meant) else chunks
    return [[stem(word) for word in words] for words in chosen if words]


def _asked(text: str) -> Iterator[str]:
    for match in TOKEN.finditer(text):
        word = match.group()
        if match["han"] and len(word) > 1:
            yield from _pairs(word)
        else:
            yield word


def _pairs(run: str) -> Iterator[str]:
    return (first + second for first, second in pairwise(run))


def all_of(chunks: list[list[str]]) -> list[str]:
    """Each word once, the last one last, for it may be a beginning."""
    words = [word for chunk in chunks for word in chunk][:MOST_WORDS]
    return list(dict.fromkeys(reversed(words)))[::-1]
