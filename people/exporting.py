"""Everything that is stored about a person, for that person."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile

from operations.models import AuditEntry
from people import library_data, personal_data
from people.models import User
from people.models.consents import PRIVACY_NOTICE_VERSION
from people.personal_data import PersonalData

FORMAT = "training-center-personal-data/1"


def export(user: User, *, at: datetime) -> dict[str, Any]:
    """All that is declared exported, by table; the values are ready for JSON."""
    return {
        "format": FORMAT,
        "exported_at": at,
        "person": user.public_id,
        "privacy_notice": PRIVACY_NOTICE_VERSION,
        "data": _declared(user) | _in_libraries(user),
        "log": _log(user),
    }


def _declared(user: User) -> dict[str, Any]:
    found = {}
    for model in personal_data.declaring_models():
        declaration: PersonalData = model.personal_data  # type: ignore[attr-defined]
        told = {name: how.once for name, how in declaration.fields.items() if how.exported}
        rows = personal_data.rows_of(model, user.pk).order_by("pk")
        found[model._meta.label_lower] = [
            _values(row, [name for name, once in told.items() if _is_reached(row, once)])
            for row in rows
        ]
    return found


def _is_reached(row: models.Model, path: str) -> bool:
    value: Any = row
    for name in filter(None, path.split("__")):
        value = getattr(value, name, None)
    return value is not None


def _in_libraries(user: User) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for table in library_data.TABLES:
        if table.exported:
            rows = table.rows_of(user.pk).order_by("pk")
            listed = found.setdefault(table.model._meta.label_lower, [])
            listed += [_values(row, table.exported) for row in rows]
    return found


def _log(user: User) -> list[dict[str, Any]]:
    about = models.Q(object_type=user._meta.label_lower, object_id=str(user.pk))
    entries = AuditEntry.objects.filter(about | models.Q(actor_id=user.public_id))
    return [dict(entry) for entry in entries.values("at", "action", "object_type", "reason")]


def _values(row: models.Model, names: list[str] | tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return {"id": str(value.pk), "name": str(value)}
    return value.name if isinstance(value, FieldFile) else value
