"""Every field about a person is declared exported, erased or kept."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from wagtail.models import Page

from people import library_data, personal_data
from people.library_data import AUTHORSHIP, TABLES
from people.models import User
from people.personal_data import PersonalData

OURS = {"training_site", "certificates", "assessments", "courses", "people", "operations"}
MODELS = [model for model in apps.get_models() if model._meta.app_label in OURS]
LIBRARIES = [model for model in apps.get_models() if model._meta.app_label not in OURS]


def declaration(model: type[Model]) -> PersonalData | None:
    found: PersonalData | None = getattr(model, "personal_data", None)
    return found


def references(model: type[Model]) -> Iterator["ForeignKey[Model, Model]"]:
    """The foreign keys that the model's own table has."""
    for field in model._meta.local_fields:
        if isinstance(field, ForeignKey) and not field.remote_field.parent_link:
            yield field


def tells_of_a_person(field: "ForeignKey[Model, Model]") -> bool:
    """Whether the row at the other end is someone, or is declared to be about someone."""
    other = field.related_model
    if field.name in AUTHORSHIP or (isinstance(other, type) and issubclass(other, Page)):
        # Who worked on published content is not what the content is about.
        return False
    return other is User or declaration(other) is not None


def undeclared(model: type[Model]) -> set[str]:
    """The fields of the table that the declaration leaves out."""
    found = declaration(model)
    assert found, f"{model._meta.label} is about people and declares no personal_data"
    fields: list[Field[object, object]] = list(model._meta.local_concrete_fields)
    return {field.name for field in fields if not field.primary_key} - {
        found.subject,
        *found.fields,
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_table_about_people_declares_every_field(model: type[Model]) -> None:
    about = declaration(model) or any(map(tells_of_a_person, references(model)))
    assert not about or not undeclared(model)


@pytest.mark.parametrize("model", personal_data.declaring_models(), ids=lambda m: m._meta.label)
def test_a_declaration_names_fields_that_exist(model: type[Model]) -> None:
    found = declaration(model)
    assert found
    names = {field.name for field in model._meta.get_fields()}
    assert set(found.fields) <= names


def test_an_undeclared_field_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    less = {name: entry for name, entry in User.personal_data.fields.items() if name != "email"}
    monkeypatch.setattr(User, "personal_data", PersonalData(subject="pk", fields=less))
    assert undeclared(User) == {"email"}


def test_an_undeclared_table_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    membership = apps.get_model("people.Membership")
    monkeypatch.delattr(membership, "personal_data")
    assert any(map(tells_of_a_person, references(membership)))
    with pytest.raises(AssertionError, match="declares no personal_data"):
        undeclared(membership)


def test_every_library_table_that_points_at_people_is_listed() -> None:
    pointing = {
        (model._meta.label, field.name)
        for model in LIBRARIES
        for field in references(model)
        if field.related_model is User
    }
    assert pointing == {(table.label, table.subject) for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.label}.{table.subject}")
def test_a_library_table_exports_fields_that_exist(table: library_data.LibraryTable) -> None:
    columns = {field.attname for field in table.model._meta.concrete_fields}
    assert set(table.exported) <= columns | {f.name for f in table.model._meta.concrete_fields}


def test_the_key_to_a_quiz_is_not_in_the_export() -> None:
    assert not apps.get_model("assessments.Attempt").personal_data.fields["paper"].exported
