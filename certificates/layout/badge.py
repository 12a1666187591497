"""The badge: a round picture of a certificate, drawn as its seal is, with the credential inside.

Open Badges 3.0, section 5.3.2 (SVG baking): the credential stands right behind the opening tag.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from certificates.layout.ornament import INK, PALE, PINE, SEAL_RED
from certificates.signing.facts import CertificateFacts

_NAMESPACE: Final = "https://purl.imsglobal.org/ob/v3p0"
_PETALS: Final = 48
_KINDS: Final = {
    "completion": ("结业证书", "CERTIFICATE OF COMPLETION"),
    "achievement": ("成绩证书", "CERTIFICATE OF ACHIEVEMENT"),
}
_SERIF: Final = "'Noto Serif CJK SC','Songti SC',SimSun,serif"
_LINES: Final = 2


def baked(facts: CertificateFacts, credential: str) -> str:
    """Draw the badge around the signed credential, which is kept byte for byte."""
    inside = credential.replace("]]>", "]]]]><![CDATA[>")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{_NAMESPACE}" '
        f'viewBox="-200 -200 400 400" role="img">'
        f"<openbadges:credential><![CDATA[{inside}]]></openbadges:credential>"
        f"<title>{escape(facts.course_title_zh)} / {escape(facts.course_title_en)}</title>"
        f"{_rings()}{_words(facts)}</svg>"
    )


def _rings() -> str:
    petals = "".join(
        f'<use href="#petal" transform="rotate({360 * step / _PETALS:g})"/>'
        for step in range(_PETALS)
    )
    return (
        f'<defs><circle id="petal" cx="167" r="24" fill="none" stroke="{PINE}"/></defs>'
        f'<circle r="197" fill="#fff" stroke="{PINE}" stroke-width="5"/>{petals}'
        f'<circle r="140" fill="#fff" stroke="{PINE}" stroke-width="2"/>'
        f'<circle r="133" fill="none" stroke="{PALE}" stroke-width="6"/>'
    )


def _words(facts: CertificateFacts) -> str:
    zh, en = _KINDS[facts.type]
    lines = [
        _Line(-72, 34, 700, SEAL_RED, zh),
        _Line(-48, 11, 700, SEAL_RED, en),
        *_title(facts),
        _Line(80, 13, 400, INK, f"{facts.issued_at:%Y}"),
        _Line(98, 9, 400, INK, facts.serial),
    ]
    drawn = "".join(
        f'<text y="{line.y}" font-size="{line.size}" font-weight="{line.weight}" '
        f'fill="{line.color}">{escape(line.text)}</text>'
        for line in lines
    )
    return f'<g font-family="{_SERIF}" text-anchor="middle">{drawn}</g>'


class _Line(NamedTuple):
    y: int
    size: int
    weight: int
    color: str
    text: str


def _title(facts: CertificateFacts) -> Iterator[_Line]:
    chinese, english = _broken(facts.course_title_zh, 22), _broken(facts.course_title_en, 32)
    sized = [*((19, 700, text) for text in chinese), *((13, 400, text) for text in english)]
    y = 8 - sum(size + 6 for size, _weight, _text in sized) // 2
    for size, weight, text in sized:
        y += size + 6
        yield _Line(y, size, weight, INK, text)


def _broken(text: str, room: int) -> list[str]:
    """Break a title into lines of so many letters, wide ones counting twice; cut off the rest."""
    lines = [""]
    for word in _units(text):
        if _width(lines[-1] + word.rstrip()) > room:
            lines.append("")
        lines[-1] += word
    kept = [line.strip() for line in lines if line.strip()]
    return kept if len(kept) <= _LINES else [*kept[: _LINES - 1], f"{kept[_LINES - 1]}…"]


def _units(text: str) -> list[str]:
    """Break after each wide character, and after spaces."""
    units = [""]
    for character in text:
        units[-1] += character
        if character == " " or ord(character) > 0x2E7F:
            units.append("")
    return units


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
