"""Questions of the bank: those that stand with a quiz, and those that papers draw from."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from assessments import authoring
from assessments.models import Question
from training_site.demo import categories, definitions, pictures, streams
from training_site.demo.files import ROOT, Data, read_toml, required
from training_site.demo.statutes import Citations

QUESTION = ("key", "type", "stem_zh", "stem_en", "statutes", "difficulty", "category")


def paths() -> list[Path]:
    """Every file of questions that belong to no quiz."""
    return sorted(path for path in ROOT.glob("questions/*.toml") if path != categories.PATH)


def read(path: Path) -> list[Data]:
    """The questions of a file, each in the file's category unless it names its own.

    Raises MalformedContent.
    """
    file = read_toml(path)
    return list(_complete(file, path))


def _complete(file: Data, path: Path) -> Iterator[Data]:
    shared = {name: file[name] for name in ("category", "tags") if name in file}
    for question in file.get("questions", []):
        complete = {**shared, **question}
        required(complete, path, *QUESTION)
        yield complete


def load(files: list[Path], citations: Citations) -> None:
    """Publish the questions that are missing."""
    places = categories.load()
    known = set(Question.objects.values_list("key", flat=True))
    for path in files:
        with transaction.atomic():
            for question in read(path):
                if question["key"] not in known:
                    _publish(question, citations, places)


def _publish(data: Data, citations: Citations, places: dict[str, int]) -> None:
    question = Question(
        key=data["key"],
        difficulty=data["difficulty"],
        category_id=places[data["category"]],
        default_mark=Decimal(data.get("mark", "1")),
        live=False,
    )
    body = authoring.body_of(pictures.in_library(definitions.definition(data)))
    named = [{**block, "id": streams.block_id(data["key"])} for block in body]
    question.body = question._meta.get_field("body").to_python(named)
    question.save()
    question.articles = [citations.article(name) for name in data["statutes"]]
    question.provisions = [citations.version(name) for name in data["statutes"]]
    question.tags.add(*data.get("tags", []))
    question.save_revision().publish()
