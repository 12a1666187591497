"""Every noun of the models stands in the glossary, with the Chinese that readers see."""

import pytest
from django.apps import apps
from django.db.models import Model
from django.utils import translation

from scripts.library_strings import ROOT

OURS = ("assessments", "certificates", "courses", "operations", "people", "training_site")


def glossary() -> dict[str, str]:
    """English to Chinese; a row may name several English words."""
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return {
        word.strip(): chinese.strip() for words, chinese, _ in rows for word in words.split(",")
    }


def models() -> list[type[Model]]:
    return [model for label in OURS for model in apps.get_app_config(label).get_models()]


def noun(model: type[Model], language: str) -> str:
    with translation.override(language):
        return str(model._meta.verbose_name)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_glossary_has_every_noun_of_the_models(model: type[Model]) -> None:
    english, chinese = noun(model, "en"), noun(model, "zh-hans")

    assert english in glossary()
    assert chinese in (glossary()[english], english)
