"""An answer as its marker may see it: who wrote it only where the quiz says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from assessments import sheets
from assessments.grading.paper import PaperItem
from assessments.marking import awarding, claiming, pseudonyms, settling, stages
from assessments.marking.stages import Stage
from assessments.models import FileUpload, GradeEvent, ItemResult, MarkingClaim
from people.models import User


@dataclass(frozen=True)
class MarkingSheet:
    """The question, the answer, who holds it, and the marks that this reader may see."""

    result: ItemResult
    shown: dict[str, Any]
    marks: settling.Marks
    claim: MarkingClaim | None
    reader: User
    moderates: bool

    @property
    def code(self) -> UUID:
        """The name of the answer in addresses."""
        return pseudonyms.code_of(self.result.pk)

    @property
    def name(self) -> str:
        """Whose answer it is; empty where markers don't see names."""
        attempt = self.result.attempt
        return "" if attempt.quiz.is_marked_anonymously else attempt.user.display_name

    @property
    def text(self) -> str:
        """What was written; empty where files were handed in instead."""
        said = self.shown["response"] if self.has_text else []
        return "\n".join(said)

    @property
    def has_text(self) -> bool:
        """Whether the answer is a text, with files beside it or none."""
        return bool(self.shown["type"] == "essay")

    @cached_property
    def files(self) -> Sequence[FileUpload]:
        """The files of the answer, as they were left in it."""
        left = self.shown["files"] if self.has_text else self.shown["response"]
        handed_in: QuerySet[FileUpload] = FileUpload.objects.filter(
            attempt_id=self.result.attempt_id, position=self.result.position
        )
        by_id = {str(upload.public_id): upload for upload in handed_in}
        return [by_id[name] for name in left if name in by_id]

    @property
    def stage(self) -> Stage:
        """What the answer waits for."""
        return stages.stage_of(self.result, self.marks)

    @property
    def is_held(self) -> bool:
        """Whether this reader holds the answer."""
        return self.claim is not None and self.claim.marker_id == self.reader.pk

    @property
    def is_held_by_another(self) -> bool:
        """Whether somebody else is marking it at this moment."""
        return self.claim is not None and not self.is_held

    @cached_property
    def capacity(self) -> str | None:
        """As what the reader can mark it now; None where they can't."""
        hand = awarding.Hand(self.reader, self.result.revision, self.moderates)
        try:
            return awarding.source_for(self.result.attempt, self.result, self.marks, hand)
        except awarding.MayNotMark:
            return None

    @property
    def own(self) -> GradeEvent | None:
        """What the reader gave before."""
        source = awarding.own_source(self.marks, self.reader.pk)
        return self.marks[source] if source else None

    @property
    def given(self) -> list[GradeEvent]:
        """The marks that the reader may see: a second marker doesn't see the first mark."""
        is_open = self.stage == Stage.DONE or (
            self.stage == Stage.MODERATION and self.moderates and self.own is None
        )
        people = [self.marks[source] for source in stages.PEOPLE if source in self.marks]
        return people if is_open else [self.own] if self.own else []


def sheet_for(result: ItemResult, reader: User, *, moderates: bool, at: datetime) -> MarkingSheet:
    """Gather it; the result comes with its attempt, quiz, person and version."""
    answer = result.attempt.answers.get(str(result.position), {})
    item = PaperItem(result.position, result.version.definition, {}, result.max_mark)
    return MarkingSheet(
        result=result,
        shown=item.review(answer.get("response"), sheets.kernel_language()),
        marks=settling.marks_of(result),
        claim=claiming.holder(result, at=at),
        reader=reader,
        moderates=moderates,
    )
