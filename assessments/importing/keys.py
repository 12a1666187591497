"""Keys for questions that come in: readable, and free."""

from django.utils.text import slugify

from assessments.models import Question

_LONGEST = 80


class Keys:
    """Gives each key once; the bank is asked once."""

    def __init__(self) -> None:
        self._used = set(Question.objects.values_list("key", flat=True))

    def take(self, source_id: str, name: str) -> str:
        """What the question was called where it came from, or a word of its name with a number."""
        own = slugify(source_id) == source_id
        base = (source_id if own else slugify(name)[:_LONGEST].strip("-")) or "question"
        key, number = base, 1
        while key in self._used:
            number += 1
            key = f"{base}-{number}"
        self._used.add(key)
        return key
