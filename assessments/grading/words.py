"""How long a text is: Chinese characters count one each, other words one each."""

import re

# The ideographs of the basic planes; kana and Hangul are not written here.
_IDEOGRAPH = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_WORD = re.compile(rf"{_IDEOGRAPH}|(?:(?!{_IDEOGRAPH})\w)+(?:['’.,-](?:(?!{_IDEOGRAPH})\w)+)*")


def count_words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))
