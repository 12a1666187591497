"""Nothing that a library or the project shows is left in English or says something else."""

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext

from scripts.compile_messages import compiled, sources
from scripts.library_strings import (
    DOMAINS,
    ROOT,
    chinese_of_wagtail,
    entries,
    key_of,
    missing,
    shown_strings,
)

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|(?<!\{)\{\w*\}")
SOURCES = sources()
# Words that we share with Wagtail and say otherwise on purpose: they fit in both places.
SAID_OTHERWISE = {
    "(optional)",
    "Account",
    "Apply filters",
    "Revoke",
    "Revoked",
    "Section",
    "account",
    "active",
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def disagreements(entry: polib.POEntry) -> list[str]:
    """Why an entry would show a gap, a raw placeholder or too many plural forms."""
    asked = placeholders(entry.msgid)
    if not entry.msgid_plural:
        return [] if placeholders(entry.msgstr) == asked else [entry.msgid]
    forms = entry.msgstr_plural
    fits = list(forms) == [0] and placeholders(forms[0]) == placeholders(entry.msgid_plural)
    return [] if fits else [entry.msgid]


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_string_of_a_library_lacks_chinese(domain: str) -> None:
    assert [f"{string.package}: {string.entry.msgid}" for string in missing(domain)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_translation_outlives_the_string_of_its_library(domain: str) -> None:
    shown = {string.key for string in shown_strings(domain)}
    ours = entries(ROOT / f"locale_libraries/zh_Hans/LC_MESSAGES/{domain}.po")
    assert [entry.msgid for entry in ours if key_of(entry) not in shown] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_catalog_is_complete(path: Path) -> None:
    assert [entry.msgid for entry in entries(path) if not entry.translated()] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_catalog_keeps_placeholders_and_plural_forms(path: Path) -> None:
    assert [text for entry in entries(path) for text in disagreements(entry)] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_catalog_is_compiled(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == compiled(path)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_catalog_has_one_plural_form(path: Path) -> None:
    assert polib.pofile(str(path)).metadata["Plural-Forms"] == "nplurals=1; plural=0;"


def test_own_strings_do_not_change_what_wagtail_says() -> None:
    """A catalog of ours wins everywhere: give such a string a context, or other words."""
    theirs = chinese_of_wagtail()
    own = entries(ROOT / "locale/zh_Hans/LC_MESSAGES/django.po")
    changed = {
        entry.msgid for entry in own if theirs.get(key_of(entry), entry.msgstr) != entry.msgstr
    }
    assert changed <= SAID_OTHERWISE


def test_django_reads_what_completes_the_libraries() -> None:
    with translation.override("zh-hans"):
        assert gettext("Search all pages…") == "搜索所有页面…"
        assert gettext("Use authenticator app or code") == "使用身份验证器应用或恢复码"
