"""Close an account: erase what may go, keep what certificates and the law need."""

from datetime import datetime
from importlib import import_module
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import send_mail
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import ModelLogEntry

from operations import auditing
from people import consenting, letterhead, library_data, personal_data
from people.models import User
from people.personal_data import PersonalData


@transaction.atomic
def close(user: User, *, at: datetime, actor: User | None = None, reason: str = "") -> bool:
    """Erase by the declarations, all or nothing; False where the account was closed before."""
    person = User.objects.select_for_update().get(pk=user.pk)
    if person.closed_at:
        return False
    _say_farewell(person)
    consenting.withdraw_all(person, at=at)
    _end_sessions(person)
    _clear_library_tables(person)
    for model in reversed(personal_data.declaring_models()):
        _apply(model, person)
    person.groups.clear()
    person.user_permissions.clear()
    User.objects.filter(pk=person.pk).update(closed_at=at, is_active=False)
    acting = actor or person
    auditing.record(
        "people.account_closed", person, actor_id=acting.public_id, at=at, reason=reason
    )
    return True


def _say_farewell(person: User) -> None:
    with translation.override(person.preferred_language):
        context = {"name": person.display_name, **letterhead.context()}
        subject = render_to_string("people/email/closed_subject.txt", context).strip()
        body = render_to_string("people/email/closed_message.txt", context).strip()
    send_mail(subject, body, None, [person.email])


def _end_sessions(person: User) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    sessions = UserSession.objects.filter(user=person)
    for key in sessions.values_list("session_key", flat=True):
        store.delete(key)


def _clear_library_tables(person: User) -> None:
    for table in library_data.TABLES:
        if not table.kept_because:
            rows = table.rows_of(person.pk)
            _delete_files(rows)
            rows.delete()


def _apply(model: type[models.Model], person: User) -> None:
    declaration: PersonalData = model.personal_data  # type: ignore[attr-defined]
    rows = personal_data.rows_of(model, person.pk)
    if declaration.deleted:
        _forget_labels(model, rows)
        rows.delete()
        return
    erased = {name: entry for name, entry in declaration.fields.items() if entry.is_erased}
    if not erased:
        return
    _forget_labels(model, rows)
    for row in rows:
        values = {name: _replacement(entry.erased_to, row) for name, entry in erased.items()}
        model._default_manager.filter(pk=row.pk).update(**values)


def _replacement(erased_to: Any, row: models.Model) -> Any:
    return erased_to(row) if callable(erased_to) else erased_to


def _forget_labels(model: type[models.Model], rows: models.QuerySet[Any]) -> None:
    """The CMS's log names each object as it was called when it was changed."""
    ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
    content_type = ContentType.objects.get_for_model(model)
    entries = ModelLogEntry.objects.filter(content_type=content_type, object_id__in=ids)
    entries.update(label="", data={})


def _delete_files(rows: models.QuerySet[Any]) -> None:
    fields = [f.name for f in rows.model._meta.fields if isinstance(f, models.FileField)]
    for row in rows if fields else []:
        for name in fields:
            getattr(row, name).delete(save=False)
