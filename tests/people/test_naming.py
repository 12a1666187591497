"""Names: cleaned the same way everywhere, locked by a certificate, corrected with a reason."""

import pytest
from django.core.exceptions import ValidationError

from operations.models import AuditEntry
from people import naming
from people.models import User
from tests.factories import NOON
from tests.factories.people import person


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("张　三", "张三"),
        (" 张 三 ", "张三"),
        ("欧阳\t娜娜", "欧阳娜娜"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("古丽 · 艾山", "古丽·艾山"),
        ("㛃", "㛃"),
        ("𬎆", "𬎆"),
        ("邓〇", "邓〇"),
        ("\U00031350", "\U00031350"),
        ("\U0002ebf0", "\U0002ebf0"),
        ("Zhang  San", "Zhang San"),
        ("Müller-Lüdenscheidt", "Müller-Lüdenscheidt"),
        ("Mu\u0308ller", "Müller"),
        ("O’Brien", "O’Brien"),
        ("Zhang San 张三", "Zhang San 张三"),
        ("　", ""),
    ],
)
def test_a_name_is_cleaned(typed: str, clean: str) -> None:
    assert naming.clean_name(typed) == clean


@pytest.mark.parametrize("hidden", ["\x00", "\x07", "\u200b", "\u202e", "\ufeff", "\ue000"])
def test_control_and_invisible_characters_are_refused(hidden: str) -> None:
    with pytest.raises(ValidationError):
        naming.clean_name(f"张{hidden}三")


def test_a_name_is_ones_own_until_it_locks(learner: User) -> None:
    change = {"latin_name": "DU Ruolan", "preferred_language": "en"}
    naming.change_own_details(learner, legal_name="杜若蓝", **change)
    learner.refresh_from_db()
    assert (learner.legal_name, learner.preferred_language) == ("杜若蓝", "en")
    naming.lock([learner.pk], at=NOON)
    with pytest.raises(naming.LegalNameLocked):
        naming.change_own_details(learner, legal_name="杜若岚", **change)
    learner.refresh_from_db()
    assert learner.legal_name == "杜若蓝"


def test_the_language_stays_ones_own(learner: User) -> None:
    naming.lock([learner.pk], at=NOON)
    naming.change_own_details(
        learner,
        legal_name=learner.legal_name,
        latin_name=learner.latin_name,
        preferred_language="en",
    )
    learner.refresh_from_db()
    assert learner.preferred_language == "en"


def test_the_lock_keeps_its_first_date(learner: User) -> None:
    naming.lock([learner.pk], at=NOON)
    naming.lock([learner.pk], at=NOON.replace(year=2027))
    learner.refresh_from_db()
    assert learner.legal_name_locked_at == NOON


def test_a_correction_needs_a_reason_and_is_logged_without_names(learner: User) -> None:
    actor = person("许婉清")
    names = {"legal_name": "杜　若蓝", "latin_name": ""}
    with pytest.raises(ValidationError):
        naming.correct(learner, **names, reason=" ", actor=actor, at=NOON)
    naming.lock([learner.pk], at=NOON)
    naming.correct(learner, **names, reason="ID card shown", actor=actor, at=NOON)
    learner.refresh_from_db()
    assert learner.legal_name == "杜若蓝"
    entry = AuditEntry.objects.get()
    assert (entry.actor_id, entry.reason) == (actor.public_id, "ID card shown")
    assert "杜" not in str(entry.details)
