"""List the strings that the libraries show and that neither they nor our catalog say in Chinese."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from sysconfig import get_path

import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "zh_Hans"
OURS = ("locale", "locale_libraries")
DOMAINS = ("django", "djangojs")
# What the site installs; folders below site-packages that have a `locale` folder.
PACKAGES = (
    "allauth",
    "taggit",
    "wagtail",
    "wagtail/admin",
    "wagtail/contrib/redirects",
    "wagtail/contrib/settings",
    "wagtail/contrib/table_block",
    "wagtail/documents",
    "wagtail/embeds",
    "wagtail/images",
    "wagtail/search",
    "wagtail/sites",
    "wagtail/snippets",
    "wagtail/users",
    "wagtail_localize",
    "wagtail_localize/locales",
)
# Their Chinese serves us too, but what they lack is not shown here.
LENDERS = ("django/conf", "django/contrib/auth", "django/contrib/contenttypes")
# allauth has one catalog for all its apps; we show account, mfa and usersessions.
NOT_SHOWN = (
    "headless/",
    "idp/",
    "socialaccount/",
    "templates/idp/",
    "templates/socialaccount/",
)

Key = tuple[str | None, str]


@dataclass(frozen=True)
class LibraryString:
    """One string of a library's English catalog."""

    package: str
    domain: str
    entry: polib.POEntry

    @property
    def key(self) -> Key:
        return self.entry.msgctxt, self.entry.msgid


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def catalog_path(folder: Path, language: str, domain: str) -> Path:
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def entries(path: Path) -> list[polib.POEntry]:
    """The live entries of a catalog; none when there is no such file."""
    if not path.exists():
        return []
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def site_packages() -> Path:
    return Path(get_path("purelib"))


def is_shown(entry: polib.POEntry) -> bool:
    """Whether any place that uses the string belongs to what the site installs."""
    places = [place for place, _ in entry.occurrences]
    return not places or any(not place.startswith(NOT_SHOWN) for place in places)


def shown_strings(domain: str) -> Iterator[LibraryString]:
    """Every string of the installed packages that a reader or an editor can come across."""
    for package in PACKAGES:
        source = catalog_path(site_packages() / package / "locale", "en", domain)
        for entry in entries(source):
            if is_shown(entry):
                yield LibraryString(package, domain, entry)


def translated_keys(paths: list[Path]) -> set[Key]:
    return {key_of(entry) for path in paths for entry in entries(path) if entry.translated()}


def missing(domain: str, *, without_ours: bool = False) -> list[LibraryString]:
    """The shown strings without Chinese, each once; Django looks into all catalogs alike."""
    paths = [
        catalog_path(site_packages() / package / "locale", LANGUAGE, domain)
        for package in (*PACKAGES, *LENDERS)
    ]
    if not without_ours:
        paths += [catalog_path(ROOT / folder, LANGUAGE, domain) for folder in OURS]
    have = translated_keys(paths)
    wanted = {string.key: string for string in shown_strings(domain) if string.key not in have}
    return list(wanted.values())


def chinese_of_wagtail() -> dict[Key, str]:
    """What Wagtail's admin says, with what `locale_libraries` puts in place of it."""
    folders = [
        *(site_packages() / name / "locale" for name in PACKAGES if name.startswith("wagtail")),
        ROOT / "locale_libraries",
    ]
    paths = [catalog_path(folder, LANGUAGE, "django") for folder in folders]
    return {key_of(entry): entry.msgstr for path in paths for entry in entries(path)}


def main() -> int:
    """Print what is missing, as PO text ready to be filled in; with --all, also what we ship."""
    found = 0
    for domain in DOMAINS:
        for string in missing(domain, without_ours="--all" in sys.argv[1:]):
            found += 1
            print(f"# {domain}: {string.package}\n{string.entry}")
    print(f"{found} strings without Chinese", file=sys.stderr)
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
