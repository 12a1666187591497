"""Render certificates and receipts: facts and words in, one deterministic, archivable PDF out."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import unescape
from importlib.resources import files
from io import BytesIO
from re import sub
from threading import Lock, get_ident

import pydyf
from weasyprint import CSS, HTML, VERSION, Attachment
from weasyprint.css import ColorProfile
from weasyprint.document import Document
from weasyprint.logger import LOGGER
from weasyprint.urls import URLFetcher

from certificates.layout import fonts, page
from certificates.layout import receipt as receipt_page
from certificates.layout.enclosing import (
    Enclosed,
    attachment,
    attachments,
    lay_security_store,
)
from certificates.layout.finishing import finish
from certificates.layout.fonts import MissingGlyph
from certificates.layout.receipt import Receipt
from certificates.layout.xmp import Description
from certificates.signing.facts import CertificateFacts
from certificates.signing.pades import blank_signature, room_for
from certificates.signing.wording import TemplateText

__all__ = [
    "Enclosed",
    "LayOut",
    "MissingGlyph",
    "Receipt",
    "RenderingFailed",
    "TextTooLong",
    "render",
    "render_receipt",
]

_OUTPUT_INTENT = "certificate"
# Pango and the renderer share state between threads: together they may number objects otherwise.
_ONE_AT_A_TIME = Lock()


class TextTooLong(ValueError):
    """The words don't fit on one sheet even at the smallest size."""


class RenderingFailed(RuntimeError):
    """The renderer complained; a certificate comes without complaint or not at all."""


LayOut = Callable[[str, float], Document]


@dataclass(frozen=True)
class _Sheet:
    """What goes into one file: the page, how it is laid out, what the PDF says and carries."""

    source: str
    lay_out: LayOut
    identifier: str
    title: str
    author: str
    attachments: list[Attachment]
    enclosed: Enclosed
    blank: bytes


def lay_out(source: str, scale: float) -> Document:
    """Lay out a page at a scale, with everything read anew."""
    return _laid_out(source, stylesheet(scale))


def stylesheet(scale: float) -> CSS:
    """Parse the style of the page at a scale."""
    return _parsed(page.stylesheet(scale))


def render(
    facts: CertificateFacts, text: TemplateText, enclosed: Enclosed, lay_out: LayOut = lay_out
) -> bytes:
    """Make the A4 sheet as PDF/A-3a and PDF/UA-1, with what it carries and a blank to seal.

    The same input gives the same bytes. A character that no font has is refused by name.
    """
    return _written(
        _Sheet(
            source=page.html(facts, text, enclosed.summary),
            lay_out=lay_out,
            identifier=facts.certificate_id,
            title=page.title(facts, text),
            author=facts.issuer_name_zh,
            attachments=list(attachments(enclosed, facts.issued_at)),
            enclosed=enclosed,
            blank=blank_signature(
                facts.issuer_name_en,
                f"{facts.serial} {facts.type}",
                room_for(enclosed.certificates),
            ),
        )
    )


def render_receipt(receipt: Receipt, result: bytes, enclosed: Enclosed) -> bytes:
    """Make the receipt of a checked list in the same way, with the list's result attached."""
    words = "Result of the verification, row by row"
    return _written(
        _Sheet(
            source=receipt_page.html(receipt),
            lay_out=lambda source, scale: _laid_out(
                source, _parsed(receipt_page.stylesheet(scale))
            ),
            identifier=receipt.receipt_id,
            title=receipt.title,
            author=receipt.issuer_name_zh,
            attachments=[
                attachment(receipt_page.RESULT_FILE, result, words, "Data", receipt.as_of)
            ],
            enclosed=enclosed,
            blank=blank_signature(receipt.issuer_name_en, f"Receipt {receipt.receipt_id}"),
        )
    )


def _laid_out(source: str, style: CSS) -> Document:
    html = HTML(string=source, url_fetcher=fetcher())
    return html.render(font_config=fonts.configuration(), stylesheets=[style])


def _parsed(style: str) -> CSS:
    return CSS(string=style, font_config=fonts.configuration(), url_fetcher=fetcher())


def _written(sheet: _Sheet) -> bytes:
    with _ONE_AT_A_TIME, _complaints_raised():
        document = _fitted(sheet)
        document.color_profiles[_OUTPUT_INTENT] = _srgb()
        return bytes(
            document.write_pdf(
                pdf_variant="pdf/a-3a",
                output_intent=_OUTPUT_INTENT,
                pdf_identifier=sheet.identifier,
                attachments=sheet.attachments,
                finisher=partial(_finished, sheet),
            )
        )


def _fitted(sheet: _Sheet) -> Document:
    """Set the page at the largest size at which it is one page."""
    fonts.refuse_missing(_visible(sheet.source))
    for scale in page.SCALES:
        document = sheet.lay_out(sheet.source, scale)
        if len(document.pages) == 1:
            return document
    raise TextTooLong(sheet.title)


def _srgb() -> ColorProfile:
    # LittleCMS's profile (Pillow's `ImageCms.createProfile("sRGB")`, with a date that stays) takes
    # a fifth of the room of the renderer's own.
    data = (files("certificates.layout") / "sRGB.icc").read_bytes()
    channels = (["r"], ["g"], ["b"])
    return ColorProfile(BytesIO(data), "sRGB.icc", "relative-colorimetric", channels)


def _visible(source: str) -> str:
    body = source.partition("<body>")[2]
    return unescape(sub(r"<[^>]*>", "", body))


def fetcher() -> URLFetcher:
    """Reach nothing but what stands in the page itself."""
    return URLFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)


def _finished(sheet: _Sheet, document: Document, pdf: pydyf.PDF) -> None:
    description = Description(
        title=sheet.title,
        author=sheet.author,
        language=document.metadata.lang,
        created=document.metadata.created,
        producer=f"WeasyPrint {VERSION}",
        document_id=sheet.identifier,
    )
    lay_security_store(pdf, sheet.enclosed)
    finish(pdf, description, sheet.blank)


class _Complaints(logging.Handler):
    """Collects this thread's warnings only: others may be rendering too."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread_id = get_ident()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread_id:
            self.messages.append(record.getMessage())


@contextmanager
def _complaints_raised() -> Iterator[None]:
    complaints = _Complaints()
    LOGGER.addHandler(complaints)
    try:
        yield
    finally:
        LOGGER.removeHandler(complaints)
    if complaints.messages:
        raise RenderingFailed("; ".join(complaints.messages))
