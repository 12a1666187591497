"""Invented certificates to try a wording on: ordinary ones, and the hardest that come."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from certificates.signing.facts import CertificateFacts
from certificates.signing.kinds import KINDS

LONG_NAME = "欧阳娜仁托娅·买买提阿卜杜拉·居马洪"
LONG_LATIN_NAME = "Nurmuhammad Abdurahman Alexander von Humboldt-Ouyang"
LONG_TITLE_ZH = "企业知识产权管理体系建设与商业秘密保护、职务发明奖酬及自由实施尽职调查高级研修班"
LONG_TITLE_EN = (
    "Advanced seminar on building the enterprise intellectual-property management system: trade "
    "secrets, employee inventions and freedom-to-operate diligence"
)
# Each stands outside the character set that common fonts stop at, and in people's names.
RARE_NAME = "喆堃㛃𬭎"


def ordinary(type_: str, language: str, issuer: tuple[str, str]) -> CertificateFacts:
    """A certificate as most will be; `issuer` is named in Chinese and in English."""
    return CertificateFacts(
        certificate_id="00000000-0000-4000-8000-000000000000",
        type=type_,
        serial="CCIP-2026-0000000-0",
        code="000000-000000-000000",
        verify_url="https://training.example/verify/000000-000000-000000/",
        recipient_name="样张",
        recipient_latin_name="YANG Zhang",
        course_title_zh="专利：从发明到授权",
        course_title_en="Patents: from invention to grant",
        course_url="https://training.example/",
        course_id="00000000-0000-4000-8000-000000000001",
        hours=Decimal("12.5"),
        score=Decimal("0.875"),
        completed_on=date(2026, 11, 22),
        issued_at=datetime(2026, 11, 23, 8, tzinfo=UTC),
        valid_until=None,
        issuer_name_zh=issuer[0],
        issuer_name_en=issuer[1],
        issuer_url="https://training.example/",
        issuer_did="did:web:training.example",
        achievement_description_zh="",
        achievement_description_en="",
        criteria_zh=KINDS[type_].criteria_zh,
        criteria_en=KINDS[type_].criteria_en,
        language=language,
    )


def hardest(type_: str, issuer: tuple[str, str]) -> list[CertificateFacts]:
    """The longest names and titles, and the rarest characters, in both orders of languages."""
    long = replace(
        ordinary(type_, "en", issuer),
        recipient_name=LONG_NAME,
        recipient_latin_name=LONG_LATIN_NAME,
        course_title_zh=LONG_TITLE_ZH,
        course_title_en=LONG_TITLE_EN,
        valid_until=datetime(2029, 11, 22, tzinfo=UTC),
    )
    rare = replace(ordinary(type_, "zh-hans", issuer), recipient_name=RARE_NAME)
    return [long, rare]
