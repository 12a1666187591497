"""The forms in which authors write questions: one block an item type, text in both languages."""

from assessments.blocks.question import QuestionBody

__all__ = ["QuestionBody"]
