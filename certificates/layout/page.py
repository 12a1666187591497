"""The page of a certificate as HTML: facts and the center's words in, escaped markup out."""

from dataclasses import dataclass
from html import escape
from importlib.resources import files
from math import ceil, hypot
from string import Template
from typing import Protocol
from unicodedata import east_asian_width

from certificates.layout import ornament
from certificates.signing import wording
from certificates.signing.facts import CertificateFacts
from certificates.signing.wording import TemplateText, fill

# Where the seal stands, in millimetres from the top left of the sheet; the signature field of
# the PDF lies over it.
SEAL_LEFT, SEAL_TOP, SEAL_SIZE = 143.0, 160.0, 36.0
_POINTS = 72 / 25.4
PAGE_BOX_OF_SEAL = tuple(
    round(length * _POINTS, 2)
    for length in (
        SEAL_LEFT,
        ornament.PAGE_HEIGHT - SEAL_TOP - SEAL_SIZE,
        SEAL_LEFT + SEAL_SIZE,
        ornament.PAGE_HEIGHT - SEAL_TOP,
    )
)
SCALES = (1.0, 0.92, 0.84, 0.76, 0.68)
_TAGS = {"zh": ("article", "zh-Hans"), "en": ("section", "en")}
_QR_WORDS = {
    "zh": "二维码：核验本证书的网址，以及可离线核验的签名摘要。",
    "en": "QR code: the address that verifies this certificate, and a signed summary that "
    "verifies offline.",
}
_NAME_WIDTH_PT = 420.0
_SEAL_LEADING = 1.3
_MEASURE_STEP = 2.0
_MEASURES = {"statement first": 34.0, "statement second": 43.0}


class _Worded(Protocol):
    def __call__(self, facts: CertificateFacts, language: str) -> str: ...


@dataclass(frozen=True)
class Sheet:
    """One certificate about to be set, the reader's language first."""

    facts: CertificateFacts
    text: TemplateText

    @property
    def languages(self) -> tuple[str, str]:
        return ("en", "zh") if self.facts.language == "en" else ("zh", "en")

    def pair(self, field: str, kind: str) -> str:
        """Set a field of the template in both languages; an empty one leaves no gap."""
        words = {lang: getattr(self.text, f"{field}_{lang}") for lang in self.languages}
        return self._stacked({lang: self._filled(text, lang) for lang, text in words.items()}, kind)

    def _filled(self, text: str, lang: str) -> str:
        day = wording.long_date(self.facts.completed_on, _full(lang))
        # A date is not torn apart at the end of a line.
        return fill(text, self.facts, _full(lang)).replace(day, day.replace(" ", "\u00a0"))

    def fact(self, value: _Worded, kind: str) -> str:
        words = {lang: value(self.facts, _full(lang)) for lang in self.languages}
        return self._stacked(words, kind)

    def _stacked(self, words: dict[str, str], kind: str) -> str:
        first, second = self.languages
        return block(words[first], first, f"{kind} first") + (
            block(words[second], second, f"{kind} second") if words[first] != words[second] else ""
        )


def block(text: str, lang: str, kind: str, tag: str = "p") -> str:
    """Set one paragraph. The wrapping element carries the language into the PDF's tags."""
    if not text:
        return ""
    wrapper, full = _TAGS[lang]
    style = f' style="width: {balanced(text, _MEASURES[kind]):.1f}em"' if kind in _MEASURES else ""
    return (
        f'<{wrapper} lang="{full}" class="{kind} {lang}"{style}>'
        f"<{tag}>{escape(text)}</{tag}></{wrapper}>"
    )


def html(facts: CertificateFacts, text: TemplateText, summary: str = "") -> str:
    """Write the page, without its style.

    `summary` is what `signing.summary` wrote, for the QR code to carry behind its address.
    """
    sheet = Sheet(facts, text)
    values = {
        "lang": _TAGS[sheet.languages[0]][1],
        "created": facts.issued_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "page_title": escape(title(facts, text)),
        "author": escape(facts.issuer_name_zh),
        "issuer": sheet.fact(_issuer, "issuer"),
        "title": _title(sheet),
        "name": _name(sheet),
        "statement": sheet.pair("statement", "statement"),
        "signatory": sheet.pair("signatory_name", "signatory"),
        "signatory_title": sheet.pair("signatory_title", "position"),
        "seal_name": seal_words(facts.issuer_name_zh),
        "qr": ornament.png_uri(ornament.qr(qr_words(facts, summary))),
        "qr_words": _QR_WORDS[sheet.languages[0]],
        "cells": _cells(sheet),
        "verify": _verify(sheet),
        "footer": sheet.pair("footer", "footer"),
    }
    return Template(_read("certificate.html")).substitute(values)


def stylesheet(scale: float) -> str:
    """Write the style; `scale` shrinks the page when words run long."""
    return Template(_read("certificate.css")).substitute(
        base=f"{10 * scale:g}",
        background=ornament.data_uri(ornament.background()),
        seal=ornament.data_uri(ornament.seal(SEAL_SIZE)),
        flow=f"{SEAL_TOP - 33:g}",
        seal_right=f"{180 - SEAL_LEFT - SEAL_SIZE:g}",
        seal_size=f"{SEAL_SIZE:g}",
        ink=ornament.INK,
        pine=ornament.PINE,
        red=ornament.SEAL_RED,
    )


def qr_words(facts: CertificateFacts, summary: str) -> str:
    """Write what the QR code says. Upper case takes a third less room, but only hosts and `/V/`
    bear it: below a path of its own the site keeps its spelling. What follows # never leaves the
    reader's browser."""
    if not summary:
        return facts.verify_url
    address = f"{facts.verify_url.partition('/verify/')[0]}/v/{facts.code.replace('-', '')}"
    return f"{address.upper() if address.count('/') == 4 else address}#{summary}"


def title(facts: CertificateFacts, text: TemplateText) -> str:
    """Name the document as a reader's window shows it."""
    language = "en" if facts.language == "en" else "zh"
    words = fill(getattr(text, f"title_{language}"), facts, facts.language)
    return f"{words} · {wording.name(facts, facts.language)} · {facts.serial}"


def seal_lines(name: str) -> tuple[list[str], float]:
    """Break a name into even lines that fill the seal's inner circle; say how large, in mm.

    Of all numbers of lines, the one that lets the characters be largest.
    """
    inner = SEAL_SIZE - 2 * ornament.SEAL_RING
    sizes = {}
    for count in range(1, 7):
        length = ceil(len(name) / count)
        sizes[inner * 0.95 / hypot(length * 1.05, count * _SEAL_LEADING)] = length
    size = max(sizes)
    length = sizes[size]
    lines = [name[start : start + length] for start in range(0, len(name), length)]
    return lines, min(size, 4.2)


def balanced(text: str, ems: float) -> float:
    """Narrow a measure so that centered lines come out about as long as each other.

    In steps: certificates of one shape are laid out faster together.
    """
    line = width(text) / ceil(width(text) / ems) + 2.5
    return min(ems, ceil(line / _MEASURE_STEP) * _MEASURE_STEP)


def width(text: str) -> float:
    """Estimate how wide a line is, in ems."""
    return sum(1.0 if east_asian_width(letter) in "WF" else 0.56 for letter in text)


def seal_words(name: str) -> str:
    """Set the name in the middle of the seal."""
    lines, size = seal_lines(name)
    spans = "".join(f"<span>{escape(line)}</span>" for line in lines)
    above = (SEAL_SIZE - len(lines) * size * _SEAL_LEADING) / 2
    return f'<p style="font-size: {size:.2f}mm; padding-top: {above:.2f}mm">{spans}</p>'


def _title(sheet: Sheet) -> str:
    first, second = sheet.languages
    words = {
        lang: fill(getattr(sheet.text, f"title_{lang}"), sheet.facts, _full(lang))
        for lang in sheet.languages
    }
    return block(words[first], first, "title first", "h1") + block(
        words[second], second, "title second"
    )


def _name(sheet: Sheet) -> str:
    facts, (first, second) = sheet.facts, sheet.languages
    large = wording.name(facts, _full(first))
    other = facts.recipient_latin_name if first == "zh" else facts.recipient_name
    small = other if sheet.text.show_latin_name and other != large else ""
    size = max(18.0, min(42.0, _NAME_WIDTH_PT / width(large)))
    return (
        f'<div class="recipient" style="font-size: {size / 10:.2f}rem">'
        f"{block(large, first, 'name first')}</div>{block(small, second, 'name second')}"
    )


def _cells(sheet: Sheet) -> str:
    """Fill the title block, as a drawing's: small label, then the fact."""
    facts = sheet.facts
    course = sheet.fact(wording.course, "course")
    rows = [
        [_cell("课程", "Course", course)],
        [
            _cell("学时", "Learning hours", _plain(wording.number(facts.hours))),
            *_score_cell(sheet),
            _cell("结业日期", "Completed", _plain(facts.completed_on.isoformat())),
        ],
        [
            _cell("证书编号", "Certificate no.", _plain(facts.serial)),
            _cell("颁发日期", "Issued", _plain(wording.local_date(facts.issued_at).isoformat())),
            *_expiry_cell(facts),
        ],
    ]
    return "".join(f'<div class="row of{len(row)}">{"".join(row)}</div>' for row in rows)


def _score_cell(sheet: Sheet) -> list[str]:
    score = sheet.facts.score
    if score is None or not sheet.text.show_score:
        return []
    return [_cell("成绩", "Score", _plain(wording.percent(score)))]


def _expiry_cell(facts: CertificateFacts) -> list[str]:
    if facts.valid_until is None:
        return []
    until = wording.local_date(facts.valid_until)
    return [_cell("有效期至", "Valid until", _plain(until.isoformat()))]


def _cell(label_zh: str, label_en: str, value: str) -> str:
    label = f'<p class="label">{label_zh} · {label_en}</p>'
    return f'<div class="cell">{label}{value}</div>'


def _plain(value: str) -> str:
    return f'<p class="value">{escape(value)}</p>'


def _verify(sheet: Sheet) -> str:
    words = {
        "zh": "扫码或打开网址，核对证书是否有效、内容是否一致；离线可用 verify.html 核验。",
        "en": "Scan, or open the address, to see whether this certificate is valid and what it "
        "must say. "
        "Offline,\u00a0check\u00a0the\u00a0code\u00a0with\u00a0verify.html.",
    }
    return "".join(block(words[lang], lang, "how") for lang in sheet.languages) + (
        f'<p class="address"><a href="{escape(sheet.facts.verify_url)}">'
        f"{escape(sheet.facts.verify_url)}</a></p>"
        f'<p class="code">{escape(sheet.facts.code)}</p>'
    )


def _issuer(facts: CertificateFacts, language: str) -> str:
    return facts.issuer_name_en if language == "en" else facts.issuer_name_zh


def _full(lang: str) -> str:
    return "en" if lang == "en" else "zh-hans"


def _read(name: str) -> str:
    return (files("certificates.layout") / name).read_text("utf-8")
