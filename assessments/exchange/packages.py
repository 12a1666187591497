"""Content packages from strangers: zip files read within bounds, and what their manifest lists."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessments.exchange.drafts import Problem
from assessments.exchange.safe_xml import MAX_BYTES, Element, Unreadable, parse_xml

MANIFEST = "imsmanifest.xml"

MAX_PACKAGE = 50 * 1024 * 1024
MAX_FILES = 2_000
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 100
# Below this size no ratio is suspicious.
_SMALL = 1024 * 1024

_NESTED = (".zip", ".imscc", ".jar", ".gz", ".7z", ".rar", ".tar")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
)


@dataclass(frozen=True)
class Resource:
    """One entry of a manifest."""

    identifier: str
    type: str
    href: str
    element: Element


@dataclass
class Package:
    """Names are checked, contents are read one by one when they are asked for."""

    archive: zipfile.ZipFile
    names: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)

    def read(self, name: str) -> bytes | None:
        """The content of a file; None, with a problem noted, where there is none to be had."""
        if name not in self.names:
            self.note(name, "the file is not in the package")
            return None
        try:
            with self.archive.open(name) as file:
                data = file.read(MAX_BYTES + 1)
        except _BROKEN:
            self.note(name, "the file can't be unpacked")
            return None
        if len(data) > MAX_BYTES:
            self.note(name, "the file is larger than 20 MB")
            return None
        return data

    def xml(self, name: str) -> Element | None:
        data = self.read(name)
        if data is None:
            return None
        try:
            return parse_xml(data)
        except Unreadable as fault:
            self.note(name, str(fault))
            return None

    def note(self, name: str, message: str) -> None:
        self.problems.append(Problem("refused", name[:200], message))

    def resources(self) -> list[Resource]:
        """What the manifest lists; nothing where it is missing or broken."""
        root = self.xml(MANIFEST)
        if root is None:
            return []
        return [_resource(element) for element in root.iter("{*}resource")]


def is_package(data: bytes) -> bool:
    return data.startswith(b"PK")


def open_package(data: bytes) -> Package:
    """Raises Unreadable where the whole package must not be touched."""
    if len(data) > MAX_PACKAGE:
        raise Unreadable("the package is larger than 50 MB")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise Unreadable("the file is not a readable zip package") from None
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    _refuse_bombs(entries)
    problems = list(_problems(entries))
    refused = {problem.where for problem in problems}
    names = tuple(entry.filename for entry in entries if entry.filename[:200] not in refused)
    return Package(archive, names, problems)


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_FILES:
        raise Unreadable(f"the package has more than {MAX_FILES} files")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise Unreadable("the package unpacks to more than 200 MB")
    for entry in entries:
        is_bomb = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > _SMALL and is_bomb:
            raise Unreadable(f"{entry.filename[:200]} is packed suspiciously tightly")
    if len({entry.filename for entry in entries}) < len(entries):
        raise Unreadable("the package has two files of the same name")


def _problems(entries: list[zipfile.ZipInfo]) -> Iterator[Problem]:
    for entry in entries:
        fault = _fault(entry)
        if fault:
            yield Problem("refused", entry.filename[:200], fault)


def _fault(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    parts = name.replace("\\", "/").split("/")
    if "" in parts[:1] or ".." in parts or ":" in parts[0] or "\\" in name:
        return "the name leads out of the package"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a link in place of a file"
    if name.lower().endswith(_NESTED):
        return "a package within the package is not opened"
    return ""


def _resource(element: Element) -> Resource:
    return Resource(
        identifier=element.get("identifier", ""),
        type=element.get("type", ""),
        href=element.get("href", ""),
        element=element,
    )
