"""Which page stands at an address: looked up with one query, where Wagtail walks the tree."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath
from wagtail.url_routing import RouteResult


@dataclass
class Memory:
    """What stood at an address when it was last asked for; the database has the last word."""

    model: Any = None
    pk: int = 0


@lru_cache(maxsize=4096)
def _memory(_url_path: str) -> Memory:
    return Memory()


def site_of(request: HttpRequest) -> Site | None:
    """The site of a request, found once a process as long as the sites are what they were."""
    return _site(request.get_host(), request.get_port(), _roots(request))


@lru_cache(maxsize=64)
def _site(host: str, port: str, _roots: tuple[SiteRootPath, ...]) -> Site | None:
    request = HttpRequest()
    request.META = {"HTTP_HOST": host, "SERVER_PORT": port}
    found: Site | None = Site.find_for_request(request)
    return found


def _roots(request: HttpRequest) -> tuple[SiteRootPath, ...]:
    """Kept for the request where Wagtail looks when it makes the addresses of pages."""
    kept = request.__dict__
    if "_wagtail_cached_site_root_paths" not in kept:
        kept["_wagtail_cached_site_root_paths"] = Site.get_site_root_paths()
    return tuple(kept["_wagtail_cached_site_root_paths"])


def route(request: HttpRequest, path: str) -> Page | None:
    """Find the published page at a path below the reader's language, and tell Wagtail.

    None leaves anything unusual to Wagtail.
    """
    page = _published(request, get_language() or "", path)
    if page is not None:
        # Where Wagtail looks before it asks for the site, and before it walks the tree.
        request.__dict__["_wagtail_site"] = site_of(request)
        request.__dict__["_wagtail_route_for_request"] = RouteResult(page)
    return page


def _published(request: HttpRequest, language: str, path: str) -> Page | None:
    site, roots = site_of(request), _roots(request)
    here = (site and site.pk, language)
    home = next((root for root in roots if (root.site_id, root.language_code) == here), None)
    if home is None:
        return None
    url_path = home.root_path + path
    memory = _memory(url_path)
    return _recall(memory, url_path) or _find(memory, url_path)


def _recall(memory: Memory, url_path: str) -> Page | None:
    if memory.model is None:
        return None
    pages = memory.model.objects.live().filter(pk=memory.pk, url_path=url_path)
    # What a model of pages is always shown with, it names.
    with_it = getattr(memory.model, "shown_with", ())
    page: Page | None = pages.select_related("locale", *with_it).first()
    return page


def _find(memory: Memory, url_path: str) -> Page | None:
    # The slug has an index, the whole address has none.
    slug = url_path.rstrip("/").rpartition("/")[2]
    pages = Page.objects.live().filter(slug=slug, url_path=url_path)
    row = pages.values_list("content_type_id", "pk").first()
    model: Any = ContentType.objects.get_for_id(row[0]).model_class() if row else None
    if row is None or model is None or model.route is not Page.route:
        return None
    memory.model, memory.pk = model, row[1]
    return _recall(memory, url_path)


def of(page: Page, request: HttpRequest) -> str:
    """A page's address, made once a process as long as page and sites are what they were."""
    return _of(page, page.url_path, site_of(request), _roots(request))


@lru_cache(maxsize=8192)
def _of(page: Page, _url_path: str, site: Site | None, roots: tuple[SiteRootPath, ...]) -> str:
    request = HttpRequest()
    request.__dict__ |= {"_wagtail_site": site, "_wagtail_cached_site_root_paths": roots}
    return page.get_url(request) or ""


def in_language(request: HttpRequest, address: str, code: str) -> str:
    """The address of the same page in another language; as it is where there is none."""
    parts = urlsplit(address)
    language, _, path = parts.path.lstrip("/").partition("/")
    if language not in dict(settings.LANGUAGES):
        return address
    page = _published(request, language, path)
    others = page.get_translations().live().filter(locale__language_code=code) if page else None
    other = others.select_related("locale").first() if others is not None else None
    return str(other.get_url(request)) if other else address
