"""The instructors' pages."""

from typing import Any

from courses.models import FacultyPage, InstructorPage
from training_site.demo import pages
from training_site.demo.files import ROOT, Data, read_toml, required
from training_site.demo.markdown import rich

PATH = ROOT / "faculty.toml"
FACTS = ("key", "name_zh", "name_en", "role_zh", "role_en", "biography_zh", "biography_en")


def read() -> list[Data]:
    """Every instructor."""
    found = read_toml(PATH)["instructors"]
    for instructor in found:
        required(instructor, PATH, *FACTS)
    return list(found)


def load(parent: FacultyPage) -> None:
    """Publish the pages that are missing."""
    for instructor in read():
        pages.ensure(parent, instructor["key"], lambda data=instructor: _pair(data))  # type: ignore[misc]


def _pair(data: Data) -> pages.Pair:
    return InstructorPage(**_texts(data, "zh")), _texts(data, "en")


def _texts(data: Data, language: str) -> dict[str, Any]:
    return {
        "title": data[f"name_{language}"],
        "role": data[f"role_{language}"],
        "biography": rich(data[f"biography_{language}"]),
    }
