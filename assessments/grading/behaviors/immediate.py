"""Immediate feedback: one submit of a whole answer, told at once, and locked."""

from dataclasses import replace

from assessments.grading.behaviors.actions import Submit
from assessments.grading.behaviors.base import invalid
from assessments.grading.behaviors.deferred import Deferred
from assessments.grading.behaviors.progress import Progress, told
from assessments.grading.behaviors.responding import is_complete
from assessments.grading.paper import PaperItem


class Immediate(Deferred):
    key = "immediate"

    def begin(self, item: PaperItem) -> Progress:
        return Progress(tries_left=1)

    def submit(self, progress: Progress, action: Submit, item: PaperItem) -> Progress:
        saved = self.save(progress, action, item)
        if not is_complete(item, saved.response):
            return invalid(saved)
        done = self.finish(saved, item)
        outcome = told(item.grade(saved.response))
        return replace(done, tries=(saved.response,), shown=outcome)
