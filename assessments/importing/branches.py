"""The categories that questions come into: those of the bank, or made for them."""

import hashlib
from collections.abc import Sequence

from django.utils.text import slugify

from assessments.exchange import languages
from assessments.exchange.notes import Notes
from assessments.models import Category

_LONGEST_ZH, _LONGEST_EN = 100, 150


class Branches:
    """Below the category that was chosen; each is looked up once."""

    def __init__(self, root: Category | None, *, keeps_tree: bool) -> None:
        self._root = root
        self._keeps_tree = keeps_tree
        self._found: dict[tuple[str, ...], Category | None] = {(): root}

    def of(self, path: Sequence[str]) -> Category | None:
        """The category for a path of names in the file."""
        return self._branch(tuple(path)) if self._keeps_tree else self._root

    def _branch(self, path: tuple[str, ...]) -> Category | None:
        if path not in self._found:
            self._found[path] = _below(self._branch(path[:-1]), path[-1])
        return self._found[path]


def _below(parent: Category | None, name: str) -> Category:
    said = languages.split(name, Notes(""))
    zh = (said.get("zh") or said.get("en") or name)[:_LONGEST_ZH]
    en = (said.get("en") or said.get("zh") or name)[:_LONGEST_EN]
    there = parent.get_children() if parent else Category.get_root_nodes()
    same = there.filter(name_zh=zh).first() or there.filter(name_en=en).first()
    if same:
        return _fresh(same)
    new = Category(key=_key(parent, en), name_zh=zh, name_en=en)
    made = _fresh(parent).add_child(instance=new) if parent else Category.add_root(instance=new)
    return _fresh(made)


def _fresh(category: Category) -> Category:
    """As the tree is now: what hangs below is counted on the row."""
    fresh: Category = Category.objects.get(pk=category.pk)
    return fresh


def _key(parent: Category | None, name: str) -> str:
    """From the name; where it is taken, or has no Latin letter, with a digest of the place."""
    base = slugify(name)[:80]
    if base and not Category.objects.filter(key=base).exists():
        return base
    place = f"{parent.path if parent else ''}/{name}"
    return f"{base or 'category'}-{hashlib.sha256(place.encode()).hexdigest()[:12]}"
