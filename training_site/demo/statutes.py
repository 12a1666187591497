"""Laws, articles and their dated versions."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.db import transaction

from courses.models import Article, ArticleVersion, Law
from training_site.demo.files import ROOT, Data, MalformedContent, read_toml, required

FOLDER = ROOT / "statutes"
VERSION = ("source_zh", "source_en", "summary_zh", "summary_en")


def laws() -> Iterator[tuple[Data, list[Data]]]:
    """Every law with its articles, in order of key."""
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        files = sorted(path for path in folder.glob("*.toml") if path.stem != "law")
        yield _law(folder / "law.toml"), [_article(path) for path in files]


@cache
def names() -> frozenset[str]:
    """What content may cite: law/article."""
    files = (path for path in FOLDER.glob("*/*.toml") if path.stem != "law")
    return frozenset(f"{path.parent.name}/{path.stem}" for path in files)


@transaction.atomic
def load() -> None:
    """Make the rows that are missing."""
    known = set(Article.objects.values_list("law__key", "number"))
    for law, articles in laws():
        row, _created = Law.objects.get_or_create(key=law["key"], defaults=law)
        for article in articles:
            if (row.key, article["number"]) not in known:
                _make(row, article)


def _make(law: Law, data: Data) -> None:
    article = Article.objects.create(
        law=law,
        number=data["number"],
        heading_zh=data["heading_zh"],
        heading_en=data["heading_en"],
    )
    for version in data["versions"]:
        ArticleVersion.objects.create(article=article, **version)


class Citations:
    """Finds the version of an article that a text means: the one in force on a day."""

    def __init__(self) -> None:
        rows = ArticleVersion.objects.order_by("in_force_from").values_list(
            "article__law__key", "article__number", "in_force_from", "pk", "article_id"
        )
        self._versions: dict[str, list[tuple[date, int]]] = {}
        self._articles: dict[str, int] = {}
        for law, number, start, version, article in rows:
            name = f"{law}/{number}"
            self._versions.setdefault(name, []).append((start, version))
            self._articles[name] = article

    def article(self, name: str) -> int:
        """The article's primary key."""
        return self._articles[name]

    def version(self, name: str, day: date | None = None) -> int:
        """The version in force on the day, else the newest."""
        versions = self._versions[name]
        in_force = [pk for start, pk in versions if day is None or start <= day]
        return in_force[-1] if in_force else versions[-1][1]


def _law(path: Path) -> Data:
    law = read_toml(path)
    required(law, path, "key", "title_zh", "title_en", "short_zh", "short_en")
    if law["key"] != path.parent.name:
        raise MalformedContent(path, 1, f"the folder of {law['key']} has another name")
    return law


def _article(path: Path) -> Data:
    article = read_toml(path)
    required(article, path, "number", "heading_zh", "heading_en", "versions")
    if article["number"] != path.stem:
        raise MalformedContent(path, 1, f"article {article['number']} stands in another's file")
    for version in article["versions"]:
        required(version, path, "in_force_from", *VERSION)
    return {**article, "versions": _ended(article["versions"])}


def _ended(versions: list[Data]) -> list[Data]:
    """A version ends the day before the next one starts, where the file doesn't say."""
    ordered = sorted(versions, key=lambda version: version["in_force_from"])
    starts = [version["in_force_from"] - timedelta(days=1) for version in ordered[1:]]
    return [
        {"in_force_to": end, **version}
        for version, end in zip(ordered, [*starts, None], strict=True)
    ]
