"""What becomes of each personal field when its subject asks for an export or leaves."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models


@dataclass(frozen=True, slots=True)
class Handling:
    """How one field is treated: in the export or not; erased on leaving, or kept and why.

    `once`: a path from the row; as long as it leads to nothing the value is not told yet.
    """

    exported: bool
    erased_to: Any = None
    kept_because: str = ""
    once: str = ""

    @property
    def is_erased(self) -> bool:
        """Whether leaving removes the value."""
        return not self.kept_because


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A model's declaration: the path to the subject and a handling for every field.

    `deleted` says that whole rows go when the subject leaves.
    """

    subject: str
    fields: dict[str, Handling]
    deleted: bool = False


def erased(to: Any = None) -> Handling:
    """In the export; replaced by `to` when the subject leaves."""
    return Handling(exported=True, erased_to=to)


def erased_unseen(to: Any = None) -> Handling:
    """Not in the export (a secret or a technical value); replaced by `to` on leaving."""
    return Handling(exported=False, erased_to=to)


def kept(because: str, *, once: str = "") -> Handling:
    """In the export, at once or from a moment on; kept after leaving, for the reason given."""
    return Handling(exported=True, kept_because=because, once=once)


def kept_unseen(because: str) -> Handling:
    """Not in the export (not about the person, or a key to a test); kept, for the reason given."""
    return Handling(exported=False, kept_because=because)


def declaring_models() -> list[type[models.Model]]:
    """All models that declare personal data, lower apps last."""
    return [model for model in apps.get_models() if hasattr(model, "personal_data")]


def rows_of(model: type[models.Model], user_id: Any) -> models.QuerySet[Any]:
    """The model's rows about the person."""
    declaration: PersonalData = model.personal_data  # type: ignore[attr-defined]
    return model._default_manager.filter(**{declaration.subject: user_id})
