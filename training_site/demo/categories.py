"""The categories of the question bank, by right and subject."""

from functools import cache

from django.db import transaction

from assessments.models import Category
from training_site.demo.files import ROOT, Data, read_toml, required

PATH = ROOT / "questions" / "categories.toml"
NAMES = ("key", "name_zh", "name_en")


@cache
def read() -> list[Data]:
    """Every category, after the one that it is part of. Raises MalformedContent."""
    rows: list[Data] = read_toml(PATH)["categories"]
    for row in rows:
        required(row, PATH, *NAMES)
    return rows


@transaction.atomic
def load() -> dict[str, int]:
    """Make the categories that are missing; all keys with their primary keys."""
    known = set(Category.objects.values_list("key", flat=True))
    for row in read():
        if row["key"] not in known:
            _add(row)
    return dict(Category.objects.values_list("key", "pk"))


def _add(row: Data) -> None:
    category = Category(**{name: row[name] for name in NAMES})
    if "part_of" in row:
        Category.objects.get(key=row["part_of"]).add_child(instance=category)
    else:
        Category.add_root(instance=category)
