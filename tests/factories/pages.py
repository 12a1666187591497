"""Pages in both languages: the Chinese one is the source, the English one its translation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.test import override_settings
from wagtail.models import Locale, Page, Site

from courses.models import CaseLibraryPage, CatalogPage, FacultyPage
from training_site.models import HomePage

P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class SiteTree:
    """The pages that every site has, in Chinese."""

    home: HomePage
    catalog: CatalogPage
    library: CaseLibraryPage
    faculty: FacultyPage


def english() -> Locale:
    """The locale of the translations."""
    return Locale.objects.get_or_create(language_code="en")[0]


def below(parent: Page, page: P) -> P:
    """Put a page into the tree, published as it says of itself."""
    parent.add_child(instance=page)
    return page


def translate(page: P, title: str, **fields: Any) -> P:
    """Translate a page into English and publish the translation."""
    copy: P = page.copy_for_translation(english(), copy_parents=True, alias=False)
    for name, value in {"title": title, "draft_title": title, "live": True, **fields}.items():
        setattr(copy, name, value)
    copy.save()
    return copy


@contextmanager
def unindexed() -> Iterator[None]:
    """What is made here no search finds: to fill Wagtail's indexes is most of making a page."""
    nothing = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with override_settings(TASKS=nothing):
        yield


def site_tree() -> SiteTree:
    """Make the homes, catalogs, libraries and faculties of both languages."""
    root = Page.get_first_root_node()
    home = below(root, HomePage(title="首页", slug="home-zh", headline="学知识产权，从这里开始"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    Page.objects.filter(depth=2).exclude(pk=home.pk).first().delete()
    catalog = below(home, CatalogPage(title="课程", slug="courses"))
    library = below(home, CaseLibraryPage(title="案例", slug="cases"))
    faculty = below(home, FacultyPage(title="师资", slug="faculty"))
    tree = SiteTree(Page.objects.get(pk=home.pk).specific, catalog, library, faculty)
    translate(tree.home, "Home", slug="home-en", headline="Learn intellectual property")
    translate(catalog, "Courses")
    translate(library, "Cases")
    translate(faculty, "Faculty")
    return tree
