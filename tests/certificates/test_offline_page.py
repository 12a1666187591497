"""The page that verifies without us: explained, downloaded, with the center's keys of today."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.test import Client

from certificates import issuing, trust
from certificates.models import IssuerKey
from certificates.offline import trust as offline_trust
from certificates.offline.answers import Verdict
from certificates.offline.verifying import verify
from certificates.signing import keys
from courses.models import CourseCompletion
from people.models import User
from tests.factories import NOON, courses
from tests.factories.courses import CourseTree

pytestmark = pytest.mark.usefixtures("keys", "wording")


@pytest.fixture
def completion(tree: CourseTree, learner: User) -> CourseCompletion:
    return courses.completed(learner, tree)


def test_what_is_issued_verifies_with_the_public_files_alone(
    completion: CourseCompletion,
) -> None:
    certificate = issuing.issue(completion.pk, at=NOON)
    with storages[issuing.STORAGE].open(certificate.pdf_name) as file:
        pdf = file.read()
    given = offline_trust.read(trust.public_files())
    day = (NOON + timedelta(days=1)).date()
    assert verify(pdf, given, day).verdict == Verdict.VALID
    assert verify(certificate.credential.encode(), given, day).verdict == Verdict.VALID
    assert verify(pdf + b"\n% more", given, day).verdict == Verdict.NOT_VALID


def test_the_page_is_one_file_with_todays_keys(
    completion: CourseCompletion, client: Client
) -> None:
    issuing.issue(completion.pk, at=NOON)
    answer = client.get("/verify/offline/verify.html")
    page = answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="verify.html"'
    (root,) = keys.chain_from_pem(trust.roots_pem())
    grouped = " ".join(re.findall("....", keys.fingerprint(root).upper()))
    assert grouped in page
    assert not re.search(r"(src|href)=.?https?:", page)
    explained = client.get("/verify/offline/").content.decode()
    assert grouped in explained
    assert "/verify/offline/verify.html" in explained


@pytest.mark.django_db
def test_before_the_first_certificate_there_is_nothing_to_trust(client: Client) -> None:
    IssuerKey.objects.all().delete()
    assert "/verify/offline/verify.html" not in client.get("/verify/offline/").content.decode()
    assert client.get("/verify/offline/verify.html").status_code == 404
