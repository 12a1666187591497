"""The whole story on real servers: sign up, learn, pass, be certified, verified and revoked."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from people.models import User
from tests.browser import proofs, steps
from tests.browser.reader import Reader, Readers
from tests.certificates.verifiers import openbadges, pdfsig
from tests.factories import quizzes
from tests.factories.courses import CourseTree
from tests.plumbing.processes import wait_until
from training_site import development

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery"
EMAIL = "ruolan@example.org"
NAME = "杜若岚"
SECONDS_TO_ISSUE = 20
REASON = {"zh-hans": "经查系他人代考", "en": "Another person sat the quiz"}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.usefixtures("celery_worker_process", "outbox_relay_process")
def test_from_sign_up_to_a_revoked_certificate(
    readers: Readers, course: CourseTree, administrator: User, tmp_path: Path, language: str
) -> None:
    learner, employer = readers.one(language), readers.one(language)
    sign_up(learner)
    learn_and_pass(learner, course)
    pdf = tmp_path / "certificate.pdf"
    code = download_certificate(learner, pdf)

    check_seal(pdf)
    check_credential(pdf)
    verify_by_code(employer, code)
    verify_by_qr(employer, pdf, tmp_path)

    revoke(readers.one(language, administrator), REASON[language])
    employer.open(f"/verify/{code}/")
    employer.sees("This certificate is revoked")
    expect(employer.page.locator(".verdict-revoked")).to_contain_text(REASON[language])


def sign_up(learner: Reader) -> None:
    """Make an account, confirm it by the mail that arrives, sign in."""
    learner.open("/accounts/signup/")
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    learner.fill(email=EMAIL, legal_name=NAME, latin_name="DU Ruolan", **passwords)
    chosen = learner.page.locator("main [name=preferred_language]")
    expect(chosen).to_have_value(learner.language)
    learner.page.locator("main [name=consent]").check()
    learner.press("Sign Up")
    learner.is_at("/accounts/confirm-email/$")
    learner.open(link_in_mail(f"{settings.SITE_URL}/accounts/confirm-email/"))
    learner.press("Confirm")
    learner.open("/accounts/login/")
    learner.fill(login=EMAIL, password=PASSWORD)
    learner.press("Sign In")
    learner.is_at("/me/learning/$")


@pytest.fixture(autouse=True)
def _no_earlier_mail() -> None:
    """What was sent in the other language would be found first."""
    for mail in Path(settings.EMAIL_FILE_PATH).glob("*"):
        mail.unlink()


def link_in_mail(beginning: str) -> str:
    """The first address of that kind in a mail that the worker has delivered."""
    folder, found = Path(settings.EMAIL_FILE_PATH), list[str]()

    def has_come() -> bool:
        bodies = [mail.body for mail in development.listed(folder) if mail.to == EMAIL]
        found.extend(re.findall(rf"{re.escape(beginning)}\S+", "\n".join(bodies)))
        return bool(found)

    wait_until(has_come, f"a mail with {beginning}")
    return found[0]


def learn_and_pass(learner: Reader, course: CourseTree) -> None:
    """Enroll, read, fail the quiz, then pass it."""
    steps.find_and_enroll(learner, course)
    steps.read(learner, course)
    steps.take_quiz(learner, "Start the quiz", quizzes.WRONG)
    expect(learner.page.locator(".score")).to_contain_text(learner.said("Not passed"))
    steps.take_quiz(learner, "Try again", quizzes.RIGHT)
    expect(learner.page.locator(".score")).to_contain_text("100")


def download_certificate(learner: Reader, pdf: Path) -> str:
    """Wait for the certificate, which comes unasked; save its PDF; its verification code."""
    certificate = learner.page.locator("main a[href^='/certificates/']")

    def has_come() -> bool:
        learner.open("/me/learning/")
        return certificate.count() == 1

    wait_until(has_come, "the certificate", SECONDS_TO_ISSUE)
    certificate.click()
    code = learner.page.locator("#code").inner_text()
    with learner.page.expect_download() as download:
        learner.follow("Download the PDF")
    download.value.save_as(pdf)
    assert link_in_mail(f"{settings.SITE_URL}/certificates/") in learner.page.url
    return code


def check_seal(pdf: Path) -> None:
    """Poppler accepts the seal and catches one changed byte."""
    data, trust = pdf.read_bytes(), proofs.trust()
    assert pdfsig.accepts(data, trust).accepted
    assert not pdfsig.accepts(proofs.altered(data, len(data) // 3), trust).accepted


def check_credential(pdf: Path) -> None:
    """A library that isn't ours accepts the attached credential and catches one hour more."""
    credential = proofs.attached_credential(pdf)
    status = credential.get("credentialStatus")
    trust = proofs.trust(*[status["statusListCredential"]] if status else [])
    assert openbadges.accepts(credential, trust).accepted
    credential["credentialSubject"]["creditsEarned"] += 1
    assert not openbadges.accepts(credential, trust).accepted


def verify_by_code(employer: Reader, code: str) -> None:
    """Type the code; see what is printed, but no name."""
    employer.open("/verify/")
    employer.fill(code=code.lower().replace("-", " "))
    employer.press("Verify")
    employer.sees("This certificate is valid")
    expect(employer.page.locator("main")).to_contain_text("杜**")
    expect(employer.page.locator("main")).not_to_contain_text(NAME)


def verify_by_qr(employer: Reader, pdf: Path, folder: Path) -> None:
    """Scan the QR code; a wrong name shows nothing, the full name lifts the mask."""
    address = proofs.qr_address(pdf, folder)
    # In capitals, which a QR code packs more tightly.
    assert address.startswith(f"{settings.SITE_URL}/v/".upper())
    employer.open(address)
    employer.sees("This certificate is valid")
    steps.compare_name(employer, "白石")
    expect(employer.page.locator("#name_error")).to_be_visible()
    expect(employer.page.locator("main")).not_to_contain_text(NAME)
    steps.compare_name(employer, NAME)
    expect(employer.page.locator("main")).to_contain_text(NAME)


def revoke(administrator: Reader, reason: str) -> None:
    """In the CMS: find the certificate in the register, revoke it, give a public reason."""
    page = administrator.page
    administrator.open("/admin/certificate_records/")
    page.locator("main td.title a").first.click()
    page.locator("main a[href$='/revoke/']").click()
    page.locator("[name=reason]").fill(reason)
    page.locator("main form button.serious").click()
    administrator.is_at(r"/inspect/\d+/$")
    expect(page.locator("main")).to_contain_text(reason)
