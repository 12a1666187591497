"""The reader's language, this page in the other one, and what the center is called."""

from functools import cached_property
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from courses import addresses
from courses.models import ActivityPage
from training_site.models import CenterSettings

NAMES = {"zh-hans": "简体中文", "en": "English"}


class Other:
    """The other language and this page's address in it; looked up only when a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.code = "en" if (get_language() or "zh-hans").startswith("zh") else "zh-hans"
        self.label = NAMES[self.code]

    @cached_property
    def url(self) -> str:
        """The translated page, or the same address under the other prefix."""
        page = getattr(self.request, "served_page", None)
        if isinstance(page, ActivityPage) and page.is_in_course:
            # No search engine reads it: looked up for those who follow it.
            return self._by_choice
        if page is not None:
            return self._translated(page)
        if self.request.path.startswith(f"/{get_language()}/"):
            return translate_url(self.request.get_full_path(), self.code)
        return self._by_choice

    @property
    def _by_choice(self) -> str:
        return f"/language/?to={self.code}&next={quote(self.request.get_full_path())}"

    def _translated(self, page: Page) -> str:
        others = page.get_translations().live().filter(locale__language_code=self.code)
        other = others.only("url_path", "path", "depth", "locale").select_related("locale").first()
        if other is None:
            return f"/{self.code}/"
        query = self.request.META.get("QUERY_STRING", "")
        return f"{other.get_url(self.request)}?{query}".rstrip("?")


class CenterFacts:
    """Names and record numbers of the center, read once a request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def settings(self) -> CenterSettings:
        """The center's row; defaults where nothing was saved yet."""
        site = addresses.site_of(self.request)
        return CenterSettings.for_site(site) if site else CenterSettings()

    @property
    def name(self) -> str:
        """In the reader's language."""
        chinese = (get_language() or settings.LANGUAGE_CODE).startswith("zh")
        return self.settings.name_zh if chinese else self.settings.name_en
