"""The terms of the glossary."""

from functools import cache
from pathlib import Path

from django.db import transaction

from courses.models import GlossaryTerm
from training_site.demo.files import ROOT, Data, MalformedContent, read_toml, required

FOLDER = ROOT / "glossary"


@cache
def names() -> frozenset[str]:
    """Every term's key."""
    return frozenset(path.stem for path in FOLDER.glob("*.toml"))


def read(path: Path) -> Data:
    """One term. Raises MalformedContent."""
    term = read_toml(path)
    required(term, path, "key", "term_zh", "term_en", "definition_zh", "definition_en")
    if term["key"] != path.stem:
        raise MalformedContent(path, 1, f"the term {term['key']} stands in another's file")
    return term


@transaction.atomic
def load() -> None:
    """Make the terms that are missing."""
    known = set(GlossaryTerm.objects.values_list("key", flat=True))
    for name in sorted(names() - known):
        GlossaryTerm.objects.create(**read(FOLDER / f"{name}.toml"))
