"""The instructors' pages, from what is said about the demo people who teach."""

from functools import partial
from typing import Any

from courses.models import FacultyPage, InstructorPage
from training_site.demo import pages, roster
from training_site.demo.files import Data
from training_site.demo.markdown import rich


def load(parent: FacultyPage) -> None:
    """Publish the pages that are missing."""
    for instructor in roster.instructors():
        pages.ensure(parent, instructor["key"], partial(_pair, instructor))


def _pair(data: Data) -> pages.Pair:
    chinese = _texts(data, "zh", data["legal_name"])
    return InstructorPage(**chinese), _texts(data, "en", data["latin_name"])


def _texts(data: Data, language: str, name: str) -> dict[str, Any]:
    biography = rich(data[f"bio_{language}"])
    return {"title": name, "role": data[f"title_{language}"], "biography": biography}
