"""Courses and cases lead to each other, and to nothing else."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from courses import linking
from courses.models import Law
from tests.factories.courses import CourseTree, case_study, lesson
from tests.factories.pages import SiteTree


def test_a_lesson_that_cites_a_case_links_course_and_case(tree: CourseTree, site: SiteTree) -> None:
    """In both directions."""
    case = case_study(site.library)
    lesson(tree.first_module, "引用", body=[{"type": "case", "value": {"case": case.pk}}])
    assert linking.cases_of(tree.course) == [case]
    assert linking.courses_of(case) == [tree.course]


def test_what_only_shares_a_number_is_not_linked(tree: CourseTree, site: SiteTree) -> None:
    """A law whose id is that of a case's page is no case."""
    case = case_study(site.library)
    pages, laws = ContentType.objects.get_for_models(Page, Law).values()
    ReferenceIndex.objects.create(
        content_type=pages,
        base_content_type=pages,
        object_id=str(tree.lesson.pk),
        to_content_type=laws,
        to_object_id=str(case.pk),
        model_path="body",
        content_path="body",
        content_path_hash="00000000-0000-0000-0000-000000000000",
    )
    assert linking.cases_of(tree.course) == []
    assert linking.courses_of(case) == []
