"""The registry of kinds of certificates: what each attests, in the terms of Open Badges 3.0."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`achievement_type` is a term of Open Badges 3.0, section B.1.2 (AchievementType). `number`
    says the kind where every byte counts, and is never used again for another."""

    number: int
    achievement_type: str
    criteria_zh: str
    criteria_en: str
    needs_score: bool = False


KINDS = {
    "completion": Kind(
        number=1,
        achievement_type="CertificateOfCompletion",
        criteria_zh="完成课程全部必修内容，并达到课程的合格分数。",
        criteria_en="Completed all required activities of the course with its mastery score.",
    ),
    "achievement": Kind(
        number=2,
        achievement_type="Certificate",
        criteria_zh="完成课程全部必修内容，并以证书所载成绩通过考核。",
        criteria_en="Completed all required activities of the course and passed its assessments "
        "with the score that the certificate states.",
        needs_score=True,
    ),
}
