"""Read the demo people, their organizations, classes and histories."""

from functools import cache

from training_site.demo.files import ROOT, Data, read_toml, required

PATH = ROOT / "people.toml"
PASSWORD = "training-demo-2026"  # noqa: S105  (everyone may know it: development only)
PERSON = ("key", "email", "legal_name", "latin_name", "language", "try_first", "roles")
INSTRUCTOR = ("title_zh", "title_en", "bio_zh", "bio_en")


@cache
def read() -> Data:
    """Everything in the file. Raises MalformedContent."""
    data = read_toml(PATH)
    required(data, PATH, "organizations", "classes", "people")
    for person in data["people"]:
        required(person, PATH, *PERSON)
    for person in _teaching(data):
        required(person, PATH, *INSTRUCTOR)
    return data


def people() -> list[Data]:
    """Every person."""
    return list(read()["people"])


def instructors() -> list[Data]:
    """The people who have a page of their own."""
    return _teaching(read())


def _teaching(data: Data) -> list[Data]:
    return [person for person in data["people"] if "instructor" in person["roles"]]
