"""Why a certificate can't be made: noted in a word, and told in the language of who reads it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Refusal(TextChoices):
    """The reasons; `%(detail)s` stands for what each may be about."""

    NOT_COMPLETED = "not_completed", _("The course is not completed.")
    NO_NAME = "no_name", _("The person has no legal name.")
    NO_TEMPLATE = "no_template", _("No template for such a certificate is published.")
    NO_GLYPH = "no_glyph", _("No font has %(detail)s.")
    TOO_LONG = "too_long", _("The words don't fit on one page.")

    def note(self, detail: object = "") -> str:
        """Note it as rows keep it."""
        return f"{self.value}: {detail}" if detail else self.value


class CannotIssue(Exception):
    """The certificate can't be made as things are; `note` says what has to change."""

    def __init__(self, note: str) -> None:
        self.note = note
        super().__init__(told(note))


def told(note: str) -> str:
    """Tell a noted reason in the active language; what was noted in words stays as it is."""
    reason, _colon, detail = note.partition(": ")
    if reason not in Refusal.values:
        return note
    return str(Refusal(reason).label) % {"detail": detail}
