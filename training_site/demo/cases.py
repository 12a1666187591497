"""The case studies of the library."""

from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from courses.models import CaseLibraryPage, CaseProvision, CaseStudyPage
from training_site.demo import pages, streams
from training_site.demo.files import (
    ROOT,
    Data,
    MalformedContent,
    read_front_matter,
    required,
)
from training_site.demo.markdown import NotAllowed, rich
from training_site.demo.statutes import Citations

FOLDER = ROOT / "cases"
SECTIONS = ("facts", "issues", "holding", "reasoning", "practice", "questions")
SAME = ("right_type", "industry", "decided", "provisions", "courses", "minutes")
TRANSLATED = ("title", "summary", "forum", "docket", "parties")


@dataclass(frozen=True)
class Case:
    """One language's version of a case."""

    facts: Data
    sections: dict[str, str]


@cache
def names() -> tuple[str, ...]:
    """Every case's slug."""
    return tuple(sorted(path.name.removesuffix(".zh.md") for path in FOLDER.glob("*.zh.md")))


def read(path: Path) -> Case:
    """Read a case. Raises MalformedContent."""
    facts, lines, first = read_front_matter(path)
    required(facts, path, *SAME, *TRANSLATED)
    parts: dict[str, list[str]] = {}
    current: list[str] = []
    for number, line in enumerate(lines, first):
        if line.startswith("# "):
            current = parts.setdefault(_section(line, path, number), [])
        else:
            current.append(line)
    if tuple(parts) != SECTIONS:
        raise MalformedContent(path, first, f"the sections are {', '.join(SECTIONS)}")
    return Case(facts, {name: _rich(text, path, first, name) for name, text in parts.items()})


def _section(line: str, path: Path, number: int) -> str:
    name = line.removeprefix("# ").strip()
    if name not in SECTIONS:
        raise MalformedContent(path, number, f"“{name}” is no section of a case")
    return name


def _rich(lines: list[str], path: Path, line: int, name: str) -> str:
    try:
        return rich("\n".join(lines))
    except NotAllowed as error:
        raise MalformedContent(path, line, f"{name}: {error}") from error


def load(parent: CaseLibraryPage, citations: Citations) -> None:
    """Publish the cases that are missing."""
    for slug in names():
        pages.ensure(parent, slug, partial(_pair, slug, citations))


def _pair(slug: str, citations: Citations) -> pages.Pair:
    chinese, english = (read(FOLDER / f"{slug}.{language}.md") for language in ("zh", "en"))
    facts = chinese.facts
    page = CaseStudyPage(
        right_type=facts["right_type"],
        industry=facts["industry"],
        decided_date=facts["decided"],
        minutes=facts["minutes"],
        is_constructed=True,
        **{name: value for name, value in _texts(chinese, slug).items() if name != "parties"},
    )
    page.parties = page._meta.get_field("parties").to_python(_parties(chinese, slug))
    page.provisions = [
        CaseProvision(
            article_version_id=citations.version(name, facts["decided"]), sort_order=place
        )
        for place, name in enumerate(facts["provisions"])
    ]
    return page, _texts(english, slug)


def _texts(case: Case, slug: str) -> dict[str, Any]:
    names = ("title", "summary", "forum", "docket")
    shared = {name: case.facts[name] for name in names}
    return {**shared, **case.sections, "parties": _parties(case, slug)}


def _parties(case: Case, slug: str) -> list[dict[str, Any]]:
    return streams.texts("party", case.facts["parties"], slug)
