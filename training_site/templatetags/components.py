"""Small parts that stand many times on a page: rendered once a process for what they show."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def remembered(template_name: str, **shown: Any) -> SafeString:
    """Include a template that depends on nothing but these values and the language."""
    return _rendered(template_name, get_language(), **shown)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A picture from the sprite; read aloud where it has a label."""
    return remembered("components/icon.html", name=name, label=label)


@register.simple_tag
def state(kind: str, label: str, quiet: bool = False) -> SafeString:
    """A state in a picture and words; where it is quiet, the words are only read aloud."""
    return remembered("components/state.html", state=kind, label=label, quiet=quiet)


# By type too: text that is marked as safe equals the same text that is still to be escaped.
@lru_cache(maxsize=4096, typed=True)
def _rendered(template_name: str, _language: str | None, **shown: Any) -> SafeString:
    return render_to_string(template_name, shown)
