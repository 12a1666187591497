"""What the answer says, in two languages; gettext would need Django's catalogs."""

from certificates.offline.answers import Kind, State, Subject, Verdict, Why
from certificates.signing.claims import Fact

LANGUAGES = ("zh", "en")
Words = tuple[str, str]

VERDICTS: dict[tuple[Kind, Verdict], Words] = {
    (Kind.PDF, Verdict.VALID): (
        "有效：本文件就是培训中心签发的原件。",
        "VALID: this file is the original that the center issued.",
    ),
    (Kind.PDF, Verdict.NOT_VALID): (
        "无效：不能证明本文件是有效的原件。",
        "NOT VALID: this file is not proven to be a valid original.",
    ),
    (Kind.CREDENTIAL, Verdict.VALID): (
        "有效：该凭证由培训中心签发，未被改动。",
        "VALID: the center issued this credential, and it is unchanged.",
    ),
    (Kind.CREDENTIAL, Verdict.NOT_VALID): (
        "无效：不能证明该凭证有效。",
        "NOT VALID: this credential is not proven to be valid.",
    ),
    (Kind.CODE, Verdict.VALID): (
        "二维码有效：以下内容由培训中心签名。请与纸面逐项核对，不一致的以此为准。",
        (
            "THE CODE IS VALID: the center signed what stands below. Compare the sheet; where "
            "they differ, this is right."
        ),
    ),
    (Kind.CODE, Verdict.NOT_VALID): (
        "无效：不能证明二维码出自培训中心且有效。",
        "NOT VALID: the code is not proven to be the center's and valid.",
    ),
    (Kind.NOTHING, Verdict.UNREADABLE): (
        "无法识别：不是证书文件、凭证或二维码。",
        "UNREADABLE: neither a certificate, nor a credential, nor a code.",
    ),
}

SUBJECTS: dict[Subject, Words] = {
    Subject.SEAL: ("电子签章与文件内容相符", "The seal fits the bytes"),
    Subject.WHOLE_FILE: (
        "签章覆盖整个文件，此后无追加",
        "It covers the whole file; nothing was added",
    ),
    Subject.ROOT: ("签章出自培训中心的根证书", "It leads to the center's root certificate"),
    Subject.SEAL_KEY: ("签章密钥未被撤销", "The seal's key was not revoked"),
    Subject.CREDENTIAL: (
        "凭证由培训中心签名，未被改动",
        "The center signed the credential; it is unchanged",
    ),
    Subject.CODE: ("二维码由培训中心签名，未被改动", "The center signed the code; it is unchanged"),
    Subject.ISSUER: ("签章与凭证出自同一机构", "Seal and credential name the same issuer"),
    Subject.CREDENTIAL_KEY: ("凭证密钥未失窃", "The credential's key was not stolen"),
    Subject.LOG: ("已载入透明日志", "The public log holds the credential"),
    Subject.DATES: ("在有效期内", "The date is within its validity"),
}

STATES: dict[State, Words] = {
    State.OK: ("通过", "ok"),
    State.FAILED: ("未通过", "FAILED"),
    State.IMPOSSIBLE: ("无法核验", "not possible"),
}

REASONS: dict[Why, Words] = {
    Why.NONE: ("", ""),
    Why.NO_SEAL: (
        "文件没有签章：可能是打印件、扫描件或另存的文件",
        "the file has no seal: a print, a scan, or saved by another program",
    ),
    Why.BYTES_CHANGED: ("文件被改动", "the file was changed"),
    Why.APPENDED: ("签章之后有追加内容", "something was added after the seal"),
    Why.CONTAINER: ("签章容器与签发时不同", "the seal's container is not as it was written"),
    Why.OTHER_ROOT: ("由其他机构签章", "somebody else sealed it"),
    Why.NO_LIST: ("缺少吊销列表", "no list of revoked seals is at hand"),
    Why.STOLEN_BEFORE: ("签发时密钥已失窃", "the key had been stolen before"),
    Why.MAYBE_BACKDATED: (
        "密钥后来失窃，日期可能被倒签；请在线核验",
        "the key was stolen later, and the date may be a thief's; verify it online",
    ),
    Why.LOGGED_BEFORE_THEFT: (
        "密钥后来失窃，但透明日志证明签发在先",
        "the key was stolen later, but the public log has it",
    ),
    Why.NO_CREDENTIAL: ("文件未附凭证", "no credential is attached"),
    Why.UNKNOWN_KEY: ("密钥不属于该培训中心", "the key is none of the center's"),
    Why.FORGED: ("签名不符：内容被改动或系伪造", "the signature doesn't fit: changed or forged"),
    Why.MALFORMED: ("内容残缺或格式不符", "damaged, or not in the right form"),
    Why.OTHER_ISSUER: ("颁发机构不同", "another issuer"),
    Why.NO_RECORD: ("缺少密钥记录 keys.json", "the record of keys, keys.json, is not at hand"),
    Why.NO_PROOF: ("未附日志证明", "no proof of the log is attached"),
    Why.NO_LOG_KEY: ("缺少日志公钥 log.vkey", "the log's key, log.vkey, is not at hand"),
    Why.NOT_IN_LOG: ("日志证明不成立", "the proof of the log doesn't hold"),
    Why.NOT_YET: ("尚未生效", "not issued yet"),
    Why.EXPIRED: ("已过有效期", "expired"),
}

FACTS: dict[Fact, Words] = {
    Fact.NAME: ("姓名", "Name"),
    Fact.LATIN_NAME: ("拉丁字母姓名", "Name in Latin letters"),
    Fact.COURSE: ("课程", "Course"),
    Fact.HOURS: ("学时", "Learning hours"),
    Fact.SCORE: ("成绩", "Score"),
    Fact.COMPLETED: ("结业日期", "Completed"),
    Fact.ISSUED: ("颁发日期", "Issued"),
    Fact.EXPIRES: ("有效期至", "Valid until"),
    Fact.SERIAL: ("证书编号", "Certificate no."),
    Fact.ISSUER: ("颁发机构", "Issuer"),
}

OFFICIAL: Words = (
    "以下内容确由培训中心签发：",
    "What the center did issue, as its signature proves:",
)
BEYOND: Words = (
    "离线核验不能得知：证书此后是否被撤销、暂停或更换。需要时请在线核验。",
    (
        "What no check without a network can know: whether it was revoked, suspended or "
        "replaced since. Verify online where that matters."
    ),
)
KNOWN: Words = ("吊销列表截至：{}", "Revoked seals are known as of {}")
NOT_KNOWN: Words = ("没有吊销列表。", "No list of revoked seals is at hand.")
JUDGED: Words = ("核验日期：{}", "Judged for {}")

# What only the page says.
PAGE_VERDICTS: dict[str, Words] = {
    "undecided": (
        "未能核验：本浏览器缺少所需的功能。",
        "NOT CHECKED: this browser lacks what it takes.",
    ),
    "no_camera": (
        "本浏览器不能识别图片中的二维码。请用手机扫描，把内容粘贴到上面。",
        "This browser can't read codes in pictures. Scan it with a phone, and paste what it says.",
    ),
}
PAGE_REASONS: dict[str, Words] = {
    "no_ed25519": ("本浏览器不支持 Ed25519", "this browser doesn't know Ed25519"),
}
PAGE_KNOWN: Words = (
    "失窃和撤销的密钥：截至本页日期 {}",
    "Stolen and revoked keys: as of {}, the day of this page",
)
PAGE_WORKING: Words = ("正在核验……", "Verifying …")
