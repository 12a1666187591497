"""Publish a page with its English version, unless it is there already."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from wagtail.models import Page

from training_site import translating

Pair = tuple[Page, dict[str, Any]]


def ensure(parent: Page, slug: str, build: Callable[[], Pair]) -> Page:
    """The child of that slug; `build` gives the page to publish and its English values."""
    known = parent.get_children().filter(slug=slug).first()
    if known is not None and known.get_translations().exists():
        return known
    with transaction.atomic():
        page, english = build()
        page = known.specific if known else _publish(parent, slug, page)
        translating.translate(page, english)
    return page


def _publish(parent: Page, slug: str, page: Page) -> Page:
    page.slug, page.locale = slug, parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
