"""What the demo people wrote, uploaded and objected to, and what markers said of it."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from assessments import composing, uploading
from assessments.grading.registry import parse
from assessments.marking import awarding
from assessments.marking.awarding import Hand
from assessments.marking.judgments import Judgment
from assessments.models import Accommodation, Attempt, Challenge, ItemResult, QuestionVersion
from assessments.saving import Change
from people.models import User
from training_site.demo import answering, roster
from training_site.demo.files import ROOT, Data, read_toml, required

PATH = ROOT / "sittings.toml"


@cache
def read() -> Data:
    """Everything in the file. Raises MalformedContent."""
    data = read_toml(PATH)
    required(data, PATH, "accommodation", "challenge", "works", "marks", "class")
    return data


def answers(attempt: Attempt, score: Decimal) -> list[Change]:
    """What the person hands in: for about the score, and their own works; files are added now."""
    paper = composing.paper_of(attempt)
    found = answering.answers(paper, score)
    changes = [
        Change(position, answer, seconds=_seconds(position, answer))
        for position, answer in found.items()
    ]
    return [*changes, *_works(attempt)]


def _seconds(position: int, answer: answering.Answer) -> int:
    """Composite answers take longer; neighbors differ."""
    return 35 + 12 * len(answer) + 17 * (position % 4)


def _works(attempt: Attempt) -> Iterator[Change]:
    positions = _positions(attempt)
    for work in read()["works"]:
        if _email(work["person"]) != attempt.user.email or work["question"] not in positions:
            continue
        position = positions[work["question"]]
        if "file" in work:
            file = ContentFile(work["text"].strip().encode(), name=work["file"])
            uploading.add(attempt.public_id, attempt.user_id, position, file)
        else:
            yield Change(position, [work["text"].strip()], seconds=1500)


def _positions(attempt: Attempt) -> dict[str, int]:
    """Where the paper asks each question of the bank."""
    keys = {
        composing.version_key(item.reference): item.position
        for item in composing.paper_of(attempt).items
    }
    versions = QuestionVersion.objects.filter(pk__in=keys).values_list("pk", "question__key")
    return {key: keys[pk] for pk, key in versions}


def mark(*, at: datetime) -> None:
    """Give the marks that markers have given; one that is there already is left alone."""
    for row in read()["marks"]:
        result = _result(row)
        marker = User.objects.get(email=_email(row["marker"]))
        if result is None or result.grades.filter(actor=marker).exists():
            continue
        judgment = Judgment(_points(result, row), row["comment"], row["levels"])
        awarding.award(result.pk, judgment, Hand(marker, result.revision), at=at)


def _points(result: ItemResult, row: Data) -> Decimal:
    parsed: Any = parse(result.version.definition)
    return sum((one.points(row["levels"][one.id]) for one in parsed.rubric.criteria), Decimal(0))


def _result(row: Data) -> ItemResult | None:
    """The person's answer to a question."""
    mine = ItemResult.objects.filter(attempt__user__email=_email(row["person"]))
    found = mine.filter(version__question__key=row["question"]).select_related("version")
    return found.order_by("attempt__number").first()


@transaction.atomic
def object_and_grant(*, at: datetime) -> None:
    """The open challenge and the accommodation, once."""
    said, granted = read()["challenge"], read()["accommodation"]
    result = _result(said)
    if result is not None:
        challenge = {"kind": said["kind"], "text": said["text"], "raised_at": at}
        Challenge.objects.get_or_create(result=result, defaults=challenge)
    Accommodation.objects.get_or_create(
        user=User.objects.get(email=_email(granted["person"])),
        quiz=None,
        defaults={
            "extra_percent": granted["extra_percent"],
            "reason": granted["reason"],
            "granted_by": User.objects.get(email=_email(granted["granted_by"])),
        },
    )


def _email(key: str) -> str:
    """Nobody's, where the person is not among the demo people."""
    found = (person["email"] for person in roster.people() if person.get("key") == key)
    return next(found, "")
