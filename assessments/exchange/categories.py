"""Category paths as Moodle writes them: $course$/top/Law/Patents, a slash in a name doubled."""

import re

from assessments.exchange.safe_xml import legal

_CONTEXT = re.compile(r"\$[A-Za-z]+[0-9]*\$")
_SLASH = re.compile(r"(?<!/)/(?!/)")


def category_of(path: str) -> tuple[str, ...]:
    """The names below the context and its `top`, which only Moodle has."""
    names = [name.strip().replace("//", "/") for name in _SLASH.split(path.strip())]
    if names and _CONTEXT.fullmatch(names[0]):
        names = names[1:]
    if names and names[0] == "top":
        names = names[1:]
    return tuple(name for name in names if name)


def path_of(category: tuple[str, ...]) -> str:
    """On one line, as both of Moodle's formats want it."""
    names = (" ".join(name.split()).replace("/", "//") for name in category)
    return legal("/".join(["$course$", "top", *names]))
