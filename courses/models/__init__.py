"""What courses stores: pages, statutes, terms, classes, enrollments and completions."""

from courses.models.activities import ActivityPage, LessonPage, ModulePage, activity_models
from courses.models.cases import CaseLibraryPage, CaseProvision, CaseStudyPage
from courses.models.classes import TrainingClass, TrainingClassCourse, TrainingClassMember
from courses.models.courses import (
    CatalogPage,
    CourseAudience,
    CourseIndustry,
    CourseInstructor,
    CoursePage,
    CoursePrerequisite,
)
from courses.models.enrollments import ActivityCompletion, CourseCompletion, Enrollment
from courses.models.faculty import FacultyPage, InstructorPage
from courses.models.glossary import GlossaryTerm
from courses.models.media import CenterDocument, CenterImage, CenterRendition
from courses.models.slugs import ReadablePage
from courses.models.statutes import Article, ArticleVersion, Law, in_reader_language

__all__ = [
    "ActivityCompletion",
    "ActivityPage",
    "Article",
    "ArticleVersion",
    "CaseLibraryPage",
    "CaseProvision",
    "CaseStudyPage",
    "CatalogPage",
    "CenterDocument",
    "CenterImage",
    "CenterRendition",
    "CourseAudience",
    "CourseCompletion",
    "CourseIndustry",
    "CourseInstructor",
    "CoursePage",
    "CoursePrerequisite",
    "Enrollment",
    "FacultyPage",
    "GlossaryTerm",
    "InstructorPage",
    "Law",
    "LessonPage",
    "ModulePage",
    "ReadablePage",
    "TrainingClass",
    "TrainingClassCourse",
    "TrainingClassMember",
    "activity_models",
    "in_reader_language",
]
