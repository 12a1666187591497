"""Keys for questions that come in: readable, and free."""

import re

from django.utils.text import slugify

from assessments.models import Question

_LONGEST = 80
_KEY = re.compile(r"[-A-Za-z0-9_]{1,80}")


class Keys:
    """Gives each key once; the bank is asked once."""

    def __init__(self) -> None:
        self._used = set(Question.objects.values_list("key", flat=True))

    def take(self, name: str) -> str:
        """The name where it is a key, or what of it can be one, with a number where it is taken."""
        base = name if _KEY.fullmatch(name) else slugify(name)[:_LONGEST].strip("-")
        key, number = base or "question", 1
        while key in self._used:
            number += 1
            key = f"{base or 'question'}-{number}"
        self._used.add(key)
        return key
