"""The site, its two languages, and the pages that everything else hangs below."""

from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from courses.models import CaseLibraryPage, CatalogPage, FacultyPage
from training_site import translating
from training_site.models import CenterSettings, HomePage
from training_site.setting_up import wording
from training_site.setting_up.wording import Texts

P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class Tree:
    """The first pages in their source language."""

    home: HomePage
    catalog: CatalogPage
    library: CaseLibraryPage
    faculty: FacultyPage


def ensure() -> Tree:
    """Make what is missing; pages are recognized by language and kind, whatever they are called."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    home = _home()
    tree = Tree(
        home=home,
        catalog=_section(home, CatalogPage, "courses", wording.CATALOG),
        library=_section(home, CaseLibraryPage, "cases", wording.LIBRARY),
        faculty=_section(home, FacultyPage, "faculty", wording.FACULTY),
    )
    CenterSettings.for_site(_site(home))
    return tree


def source_tree() -> Tree:
    """The pages that `ensure` has made."""
    source = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    return Tree(
        home=HomePage.objects.get(locale=source),
        catalog=CatalogPage.objects.get(locale=source),
        library=CaseLibraryPage.objects.get(locale=source),
        faculty=FacultyPage.objects.get(locale=source),
    )


def _home() -> HomePage:
    source = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    known = HomePage.objects.filter(locale=source).first()
    chinese, english = wording.HOME
    root = Page.get_first_root_node()
    home = known or _publish(root, HomePage(slug="center", locale=source, **chinese))
    return _translated(home, english)


def _section(home: HomePage, model: type[P], slug: str, texts: tuple[Texts, Texts]) -> P:
    known: P | None = model.objects.child_of(home).first()
    chinese, english = texts
    page: P = known or _publish(home, model(slug=slug, locale=home.locale, **chinese))
    return _translated(page, english)


def _publish(parent: Page, page: P) -> P:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _translated(page: P, english: Texts) -> P:
    if not page.get_translations().exists():
        translating.translate(page, english)
    return page


def _site(home: HomePage) -> Site:
    """One site at the address of the settings; Wagtail's welcome page makes room."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = (address.hostname, port, home.pk)
    if (site.hostname, site.port, site.root_page_id) != wanted:
        site.hostname, site.port, site.root_page_id = wanted
        site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
        site.save()
    for page in Page.objects.child_of(Page.get_first_root_node()).exact_type(Page):
        page.delete()
    return site
