"""Editors see beside the form what they write, as readers will see it."""

from playwright.sync_api import expect

from certificates.models import CertificateTemplate
from people.models import User
from tests.browser.reader import Readers
from tests.factories.courses import CourseTree


def test_a_page_and_a_certificate_are_previewed_in_the_editor(
    readers: Readers, course: CourseTree, administrator: User
) -> None:
    editor = readers.one("en", administrator)
    template = CertificateTemplate.objects.first()
    assert template is not None
    editor.open(f"/admin/snippets/certificates/certificatetemplate/edit/{template.pk}/")
    editor.page.locator("[data-side-panel-toggle=preview]").click()
    preview = editor.page.frame_locator("iframe#w-preview-iframe")
    expect(preview.get_by_role("img").first).to_be_visible(timeout=20_000)
    editor.open(f"/admin/pages/{course.course.pk}/edit/")
    expect(preview.get_by_role("heading", level=1)).to_have_text(course.course.title)
