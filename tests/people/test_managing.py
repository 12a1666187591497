"""Center administrators manage people in the CMS; nobody else does."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from operations.models import AuditEntry
from people import closing, naming
from people.models import Membership, Organization, User
from people.roles import Role
from tests.factories import NOON
from tests.factories.people import member, organization, signed_in

USERS = "/admin/users/"
ADD = "/admin/users/new/"
CHOOSER = "/admin/person_chooser/"
FORM = {
    "email": "Shi@Example.org",
    "legal_name": "白　石",
    "latin_name": "BAI Shi",
    "preferred_language": "en",
}


@pytest.fixture
def administrator(groups: None) -> Client:
    return signed_in(Role.ADMINISTRATOR)


def group_id(role: Role) -> int:
    return int(Group.objects.get(name=role).pk)


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.EDITOR])
@pytest.mark.parametrize("path", [USERS, ADD, "/admin/organization/", "/admin/membership/"])
def test_other_staff_do_not_get_in(groups: None, role: Role, path: str) -> None:
    response = signed_in(role).get(path)
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("words", ["若岚", "du ruo", "RUOLAN@"])
def test_people_are_found_by_part_of_a_name(
    administrator: Client, learner: User, stranger: User, words: str
) -> None:
    page = administrator.get(USERS, {"q": words}).content.decode()
    assert "杜若岚" in page
    assert "shi@example.org" not in page


def test_a_person_is_invited_to_choose_a_password(administrator: Client) -> None:
    assert administrator.get(ADD).status_code == 200
    form = {**FORM, "groups": [group_id(Role.INSTRUCTOR)]}
    assert administrator.post(ADD, form).status_code == 302
    user = User.objects.get(email="shi@example.org")
    assert (user.legal_name, user.latin_name, user.is_staff) == ("白石", "BAI Shi", True)
    assert not user.has_usable_password()
    (invitation,) = mail.outbox
    assert invitation.subject == "Your account at the training center"
    address = next(line for line in str(invitation.body).splitlines() if "/reset/key/" in line)
    reader = Client()
    page = reader.get(f"/accounts/{address.split('/accounts/')[1]}", follow=True)
    new = {"password1": "correct horse battery", "password2": "correct horse battery"}
    reader.post(page.redirect_chain[-1][0], new)
    user.refresh_from_db()
    assert user.check_password("correct horse battery")


def test_there_is_no_second_account_for_an_address(administrator: Client, stranger: User) -> None:
    assert administrator.post(ADD, FORM).status_code == 200
    assert User.objects.filter(email__iexact="shi@example.org").count() == 1
    assert not mail.outbox


def test_nobody_becomes_superuser_by_a_form(administrator: Client, learner: User) -> None:
    form = {**FORM, "is_superuser": "on", "is_active": "on"}
    administrator.post(f"{USERS}edit/{learner.pk}/", form)
    learner.refresh_from_db()
    assert learner.legal_name == "白石"
    assert not learner.is_superuser


def test_the_address_is_its_owners_to_change(administrator: Client, learner: User) -> None:
    administrator.post(f"{USERS}edit/{learner.pk}/", {**FORM, "is_active": "on"})
    learner.refresh_from_db()
    assert learner.email == "ruolan@example.org"


def test_groups_are_given_and_taken(administrator: Client, learner: User) -> None:
    address = f"{USERS}edit/{learner.pk}/"
    administrator.post(address, {**FORM, "is_active": "on", "groups": [group_id(Role.EDITOR)]})
    learner.refresh_from_db()
    assert learner.is_staff
    administrator.post(address, {**FORM, "is_active": "on", "groups": []})
    learner.refresh_from_db()
    assert not learner.is_staff


def test_a_locked_name_is_corrected_with_a_reason_only(
    administrator: Client, learner: User
) -> None:
    naming.lock([learner.pk], at=NOON)
    edit, correct = f"{USERS}edit/{learner.pk}/", f"{USERS}{learner.pk}/correct-name/"
    assert correct in administrator.get(edit).content.decode()
    administrator.post(edit, {**FORM, "is_active": "on"})
    learner.refresh_from_db()
    assert learner.legal_name == "杜若岚"
    names = {"legal_name": "杜若蓝", "latin_name": "DU Ruolan"}
    assert administrator.post(correct, names).status_code == 200
    administrator.post(correct, {**names, "reason": "Identity card shown"})
    learner.refresh_from_db()
    assert learner.legal_name == "杜若蓝"
    assert AuditEntry.objects.get().reason == "Identity card shown"


def test_an_account_is_closed_on_request(administrator: Client, learner: User) -> None:
    address = f"{USERS}{learner.pk}/close/"
    assert administrator.get(address).status_code == 200
    administrator.post(address, {"reason": "Letter of 20 November"})
    learner.refresh_from_db()
    assert learner.closed_at
    entry = AuditEntry.objects.get()
    assert entry.reason == "Letter of 20 November"
    assert entry.actor_id != learner.public_id


def test_accounts_are_not_deleted(administrator: Client, learner: User) -> None:
    administrator.post(f"{USERS}delete/{learner.pk}/")
    administrator.post(f"/admin/bulk/people/user/delete/?id={learner.pk}")
    assert User.objects.filter(pk=learner.pk).exists()


@pytest.mark.parametrize("path", ["edit/{}/", "{}/correct-name/", "{}/close/"])
def test_a_superuser_is_out_of_reach(administrator: Client, path: str) -> None:
    root = User.objects.create_superuser("root@example.org")
    address = f"{USERS}{path.format(root.pk)}"
    assert administrator.get(address).status_code == 302
    administrator.post(address, {**FORM, "reason": "No reason"})
    root.refresh_from_db()
    assert (root.legal_name, root.closed_at) == ("", None)


def test_organizations_and_memberships_are_kept(administrator: Client, learner: User) -> None:
    new = {"name_zh": "白山大学", "name_en": "Baishan University", "kind": "university", "key": "b"}
    administrator.post("/admin/organization/new/", new)
    dates = {"start_date": "2026-01-01", "end_date": "2026-12-31"}
    university = Organization.objects.get(key="b")
    form = {"user": learner.pk, "organization": university.pk, "role": "officer", **dates}
    administrator.post("/admin/membership/new/", form)
    membership = Membership.objects.get()
    assert (membership.user, membership.end_date) == (learner, date(2026, 12, 31))
    assert "杜若岚" in administrator.get("/admin/membership/", {"q": "若岚"}).content.decode()


def test_a_membership_counts_on_its_days(learner: User) -> None:
    member(learner, organization(), end_date=date(2026, 6, 30))
    found = [
        day
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30))
        if Membership.objects.on(day).exists()
    ]
    assert found == [date(2026, 1, 1), date(2026, 6, 30)]
    assert not Membership.objects.on(date(2026, 7, 1)).exists()


def test_a_person_is_chosen_by_name(administrator: Client, learner: User, stranger: User) -> None:
    form = administrator.get("/admin/membership/new/").content.decode()
    assert CHOOSER in form
    assert "ruolan@example.org" not in form
    results = administrator.get(f"{CHOOSER}results/", {"q": "若岚"}).content.decode()
    assert "杜若岚" in results
    assert "白石" not in results
    assert administrator.get(CHOOSER).json()["step"] == "choose"
    chosen = administrator.get(f"{CHOOSER}chosen/{learner.pk}/").json()
    assert chosen["result"]["title"] == "杜若岚"


def test_closed_accounts_are_not_offered(administrator: Client, learner: User) -> None:
    User.objects.filter(pk=learner.pk).update(closed_at=NOON)
    assert "杜若岚" not in administrator.get(f"{CHOOSER}results/").content.decode()


def test_instructors_do_not_browse_people(groups: None, learner: User) -> None:
    response = signed_in(Role.INSTRUCTOR).get(f"{CHOOSER}results/")
    assert response.status_code == 302
    assert signed_in(Role.EDITOR).get(f"{CHOOSER}results/").status_code == 200


def test_forms_of_other_apps_choose_people_too(administrator: Client, learner: User) -> None:
    form = administrator.get("/admin/snippets/courses/trainingclass/add/").content.decode()
    assert CHOOSER in form
    assert "ruolan@example.org" not in form


@pytest.mark.parametrize(
    ("act", "sent"),
    [("set_active_state", {"mark_as_active": "False"}), ("assign_role", {"role": "1"})],
)
def test_nobody_is_changed_in_bulk(
    administrator: Client, learner: User, act: str, sent: dict[str, str]
) -> None:
    """It would reach superusers, and give roles past the form that shows who is staff."""
    root = User.objects.create_superuser("root@example.org")
    chosen = f"?id={root.pk}&id={learner.pk}"
    administrator.post(f"/admin/bulk/people/user/{act}/{chosen}", sent)
    for user in (root, learner):
        user.refresh_from_db()
        assert user.is_active
        assert not user.groups.exists()


@pytest.mark.parametrize("act", ["correct-name", "close"])
def test_nothing_is_written_into_a_closed_account(
    administrator: Client, learner: User, act: str
) -> None:
    closing.close(learner, at=NOON)
    response = administrator.post(f"{USERS}{learner.pk}/{act}/", {**FORM, "reason": "None"})
    assert response.status_code == 404
    learner.refresh_from_db()
    assert learner.legal_name == ""
