"""Legal periods: how long, from when, by which article. Stated as of the statutes' dates."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.grading.calendars import Span
from assessments.grading.definition import Text
from assessments.grading.statutes import (
    PATENT,
    PATENT_LAW,
    PATENT_RULES,
    TRADEMARK,
    TRADEMARK_LAW,
    TRADEMARK_RULES,
    Regime,
    article,
)

Words = tuple[str, str]


@dataclass(frozen=True)
class Period:
    """`is_validity`: counted from the legal day itself, ends the day before, never moved."""

    name: Text
    starts: Text
    span: Span
    article: Text
    counting: Text
    regime: Regime
    is_validity: bool = False

    @property
    def runs_from_receipt(self) -> bool:
        """Only then does it matter how a document was delivered; an author's own may."""
        return not self.starts or self.starts in _RECEIPTS


FIRST_FILING = ("首次提出申请之日", "the date of the first filing")
# The Regulations' Article 12: where the Law says filing date it means the priority date if there
# is one, where the Regulations themselves say so they mean the filing date.
FILING_OR_PRIORITY = (
    "申请日（有优先权的，指优先权日）",
    "the filing date, or the priority date if any",
)
FILING = ("申请日", "the filing date")
PRIORITY_DATE = ("优先权日", "the priority date")
RECEIPT = ("收到通知（决定）之日", "receipt of the notification or decision")
COPY_RECEIPT = ("收到异议材料副本之日", "receipt of the copy of the opposition")
EXPIRY = ("期限届满之日", "the day on which the period expired")
REQUEST = ("提出请求（申请）之日", "the date of the request")
GRANT = ("公告授予专利权之日", "the publication of the grant")
PRELIMINARY = ("初步审定公告之日", "the publication of the preliminary approval")
REGISTRATION = ("核准注册之日", "the date of registration")

_RECEIPTS = (Text(*RECEIPT), Text(*COPY_RECEIPT))


def _patent(name: Words, starts: Words, count: int, unit: str, source: Text) -> Period:
    return Period(Text(*name), Text(*starts), Span(count, unit), source, PATENT.counting, PATENT)


def _trademark(name: Words, starts: Words, count: int, unit: str, source: Text) -> Period:
    return Period(
        Text(*name), Text(*starts), Span(count, unit), source, TRADEMARK.counting, TRADEMARK
    )


_PATENT_PERIODS: Mapping[str, Period] = {
    "patent_priority": _patent(
        ("发明、实用新型优先权", "Priority of an invention or utility model"),
        FIRST_FILING, 12, "months", article(PATENT_LAW, 29),
    ),
    "design_priority": _patent(
        ("外观设计优先权", "Priority of a design"),
        FIRST_FILING, 6, "months", article(PATENT_LAW, 29),
    ),
    "patent_priority_restoration": _patent(
        ("请求恢复发明、实用新型优先权", "Restoration of the priority of an invention or model"),
        EXPIRY, 2, "months", article(PATENT_RULES, 36),
    ),
    "patent_priority_documents": _patent(
        ("提交发明、实用新型在先申请文件副本", "Copy of the first application, invention or model"),
        FIRST_FILING, 16, "months", article(PATENT_LAW, 30, 1),
    ),
    "substantive_examination": _patent(
        ("请求实质审查", "Request for substantive examination"),
        FILING_OR_PRIORITY, 3, "years", article(PATENT_LAW, 35, 1),
    ),
    # The office sets these two in its notification; the law leaves the length to it.
    "first_office_action": _patent(
        ("答复第一次审查意见（指定期限，通常4个月）",
         "Response to the first office action (as set, usually 4 months)"),
        RECEIPT, 4, "months", article(PATENT_LAW, 37),
    ),
    "further_office_action": _patent(
        ("答复再次审查意见（指定期限，通常2个月）",
         "Response to a further office action (as set, usually 2 months)"),
        RECEIPT, 2, "months", article(PATENT_LAW, 37),
    ),
    "invention_amendment": _patent(
        ("进入实质审查阶段后主动修改发明申请", "Voluntary amendment on entering examination"),
        RECEIPT, 3, "months", article(PATENT_RULES, 57, 1),
    ),
    "model_or_design_amendment": _patent(
        ("主动修改实用新型、外观设计申请", "Voluntary amendment of a utility model or design"),
        FILING, 2, "months", article(PATENT_RULES, 57, 2),
    ),
    "grant_formalities": _patent(
        ("办理登记手续", "Formalities for the grant"),
        RECEIPT, 2, "months", article(PATENT_RULES, 60, 1),
    ),
    "reexamination": _patent(
        ("请求复审", "Request for reexamination"),
        RECEIPT, 3, "months", article(PATENT_LAW, 41, 1),
    ),
    "rights_restoration": _patent(
        ("因正当理由请求恢复权利", "Request to restore rights for a legitimate reason"),
        RECEIPT, 2, "months", article(PATENT_RULES, 6, 2),
    ),
    "reexamination_restoration": _patent(
        ("延误复审请求期限后请求恢复权利", "Request to restore the right to reexamination"),
        EXPIRY, 2, "months", article(PATENT_RULES, 6, 2),
    ),
    "force_majeure_restoration": _patent(
        ("因不可抗拒的事由请求恢复权利（不迟于期限届满之日起2年）",
         "Request to restore rights lost by force majeure (within 2 years of the expiry)"),
        ("障碍消除之日", "the day on which the obstacle ended"),
        2, "months", article(PATENT_RULES, 6, 1),
    ),
    "invalidation_supplement": _patent(
        ("无效宣告请求增加理由或者补充证据", "Further grounds or evidence for an invalidation"),
        REQUEST, 1, "months", article(PATENT_RULES, 71),
    ),
    "license_recording": _patent(
        ("专利实施许可合同备案", "Recording of a patent license"),
        ("合同生效之日", "the day on which the contract took effect"),
        3, "months", article(PATENT_RULES, 15, 2),
    ),
    "term_compensation": _patent(
        ("请求专利权期限补偿", "Request for patent term compensation"),
        GRANT, 3, "months", article(PATENT_RULES, 77),
    ),
    "annual_fee_surcharge": _patent(
        ("补缴年费和滞纳金", "Late payment of an annual fee with surcharge"),
        ("应当缴纳年费期满之日", "the day on which the fee was due"),
        6, "months", article(PATENT_RULES, 115),
    ),
    "pct_entry": _patent(
        ("国际申请进入中国国家阶段", "Entry of a PCT application into the national phase"),
        PRIORITY_DATE, 30, "months", article(PATENT_RULES, 120),
    ),
    "pct_late_entry": _patent(
        ("缴纳宽限费后进入中国国家阶段", "Late entry into the national phase, with a fee"),
        PRIORITY_DATE, 32, "months", article(PATENT_RULES, 120),
    ),
}  # fmt: skip

_TRADEMARK_PERIODS: Mapping[str, Period] = {
    "trademark_priority": _trademark(
        ("商标优先权", "Priority of a trademark"),
        FIRST_FILING, 6, "months", article(TRADEMARK_LAW, 25, 1),
    ),
    "exhibition_priority": _trademark(
        ("展览会优先权", "Priority from an exhibition"),
        ("商品展出之日", "the day on which the goods were exhibited"),
        6, "months", article(TRADEMARK_LAW, 26, 1),
    ),
    "trademark_opposition": _trademark(
        ("商标异议", "Opposition to a trademark"),
        PRELIMINARY, 3, "months", article(TRADEMARK_LAW, 33),
    ),
    "opposition_reply": _trademark(
        ("商标异议答辩", "Reply to an opposition"),
        COPY_RECEIPT, 30, "days", article(TRADEMARK_RULES, 27, 1),
    ),
    "opposition_supplement": _trademark(
        ("补充异议或者答辩的证据材料", "Further evidence for an opposition or a reply"),
        ("提交申请书或者答辩书之日", "the day on which the opposition or reply was filed"),
        3, "months", article(TRADEMARK_RULES, 27, 2),
    ),
    "refusal_review": _trademark(
        ("驳回商标注册申请复审", "Review of a refused registration"),
        RECEIPT, 15, "days", article(TRADEMARK_LAW, 34),
    ),
    "nonregistration_review": _trademark(
        ("不予注册复审", "Review of a decision not to register after opposition"),
        RECEIPT, 15, "days", article(TRADEMARK_LAW, 35, 3),
    ),
    "invalidation_review": _trademark(
        ("注册商标无效宣告决定复审", "Review of the office's decision to invalidate"),
        RECEIPT, 15, "days", article(TRADEMARK_LAW, 44, 2),
    ),
    "revocation_review": _trademark(
        ("撤销或者不予撤销注册商标复审", "Review of a decision on revocation"),
        RECEIPT, 15, "days", article(TRADEMARK_LAW, 54),
    ),
    "evidence_of_use": _trademark(
        ("提交使用证据（连续三年不使用撤销）", "Evidence of use against revocation for non-use"),
        RECEIPT, 2, "months", article(TRADEMARK_RULES, 66, 1),
    ),
    "relative_invalidation": _trademark(
        ("因在先权利等请求宣告无效", "Invalidation on relative grounds"),
        REGISTRATION, 5, "years", article(TRADEMARK_LAW, 45, 1),
    ),
    "trademark_validity": Period(
        Text("注册商标有效期", "Validity of a registered trademark"),
        Text(*REGISTRATION), Span(10, "years"), article(TRADEMARK_LAW, 39),
        article(TRADEMARK_RULES, 12, 2), TRADEMARK, is_validity=True,
    ),
    "renewal_grace": _trademark(
        ("续展宽展期", "Grace period for renewal"),
        ("有效期届满之日", "the last day of validity"),
        6, "months", article(TRADEMARK_LAW, 40),
    ),
}  # fmt: skip

PERIODS: Mapping[str, Period] = {**_PATENT_PERIODS, **_TRADEMARK_PERIODS}


def plain_period(span: Span) -> Period:
    """A length that an author gives: counted as the periods of patent matters are."""
    return Period(Text(), Text(), span, Text(), PATENT.counting, PATENT)
