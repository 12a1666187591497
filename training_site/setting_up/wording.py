"""What the first pages and the first certificate say, in both languages."""

from typing import Final

Texts = dict[str, str]

HOME: Final[tuple[Texts, Texts]] = (
    {
        "title": "知识产权培训中心",
        "headline": "把创新变成权利，把权利用起来",
        "introduction": (
            "面向企业、高校和服务机构的知识产权课程与案例。按自己的节奏学习，通过测验，"
            "获得任何单位都能核验的证书。"
        ),
    },
    {
        "title": "IP Training Center",
        "headline": "Turn inventions into rights, and put rights to work",
        "introduction": (
            "Intellectual-property courses and cases for enterprises, universities and service "
            "agencies. Learn at your own pace, pass the quizzes, and earn a certificate that "
            "anyone can verify."
        ),
        "slug": "center-en",
    },
)
CATALOG: Final[tuple[Texts, Texts]] = (
    {
        "title": "课程",
        "introduction": "按对象、主题和行业选课。每门课都注明学时、依据的法律版本和结业条件。",
    },
    {
        "title": "Courses",
        "introduction": (
            "Choose by audience, subject and industry. Every course states its hours, the date "
            "as of which it states the law, and what completes it."
        ),
    },
)
LIBRARY: Final[tuple[Texts, Texts]] = (
    {
        "title": "案例库",
        "introduction": "为教学编写的案例：发生了什么、争议在哪里、怎样判断、周一早上该做什么。",
    },
    {
        "title": "Case studies",
        "introduction": (
            "Cases constructed for teaching: what happened, what was in dispute, how it was "
            "decided, and what to do about it on Monday morning."
        ),
    },
)
FACULTY: Final[tuple[Texts, Texts]] = (
    {
        "title": "师资",
        "introduction": "授课教师来自专利审查、企业实务和技术转移一线。",
    },
    {
        "title": "Faculty",
        "introduction": (
            "Our instructors come from patent examination, enterprise practice and technology "
            "transfer."
        ),
    },
)
CERTIFICATE: Final[Texts] = {
    "signatory_name_zh": "培训中心主任",
    "signatory_name_en": "Director",
    "signatory_title_zh": "长春新区知识产权服务中心",
    "signatory_title_en": "IPR Service Center of Changchun New Area",
    "footer_zh": "本证书已作电子签名；扫描二维码或在核验页面输入核验码，即可核验真伪。",
    "footer_en": (
        "Electronically signed. Scan the code or enter the verification code on the verification "
        "page to check it."
    ),
}
CERTIFICATE_OF: Final[dict[str, Texts]] = {
    "completion": {
        "title_zh": "结业证书",
        "title_en": "Certificate of Completion",
        "statement_zh": (
            "{name} 于{completed_on}完成课程《{course}》全部必修内容，计{hours}学时，"
            "达到课程的合格要求，准予结业，特发此证。"
        ),
        "statement_en": (
            "This is to certify that {name} completed all required work of the course “{course}” "
            "({hours} learning hours) on {completed_on} and met its mastery requirement."
        ),
    },
    "achievement": {
        "title_zh": "成绩证书",
        "title_en": "Certificate of Achievement",
        "statement_zh": (
            "{name} 于{completed_on}修完课程《{course}》，计{hours}学时，"
            "考核成绩{score}，成绩合格，特发此证。"
        ),
        "statement_en": (
            "This is to certify that {name} completed the course “{course}” ({hours} learning "
            "hours) on {completed_on} and passed its assessments with a score of {score}."
        ),
    },
}
