"""The XMP packet that declares PDF/A-3a and PDF/UA-1 in one file (ISO 19005-3, ISO 14289-1)."""

from dataclasses import dataclass
from importlib.resources import files
from string import Template
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Description:
    """What the packet says; it must agree with the PDF's information dictionary."""

    title: str
    author: str
    language: str
    created: str
    producer: str
    document_id: str


def packet(description: Description) -> bytes:
    """Write it uncompressed: archives must find it without reading PDF."""
    text = (files("certificates.layout") / "metadata.xmp").read_text("utf-8")
    values = {name: escape(value) for name, value in vars(description).items()}
    return Template(text).substitute(values).encode()
