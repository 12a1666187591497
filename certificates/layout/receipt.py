"""The page of a receipt as HTML: who had how many certificates checked, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from string import Template

from certificates.layout import fonts, ornament
from certificates.layout.page import SEAL_LEFT, SEAL_SIZE, SEAL_TOP, block, seal_words
from certificates.signing.wording import local_date

RESULT_FILE = "result.csv"
_LONGEST = 100
TITLES = {"zh": "证书核验回执", "en": "Receipt of verification"}
_STATEMENTS = {
    "zh": "本中心按所附清单逐一核验，结果如下。逐行结果附于本文件之内（result.csv）。",
    "en": "The center has checked each certificate on the list; this is what it found. "
    "The result row by row is attached to this file (result.csv).",
}
_NOTES = {
    "zh": "本回执以电子签章文件为准，只说明所列时刻的状态；此后如有撤销、暂停，以网上核验为准。",
    "en": "The sealed electronic file is the original. It tells what was so at the moment above; "
    "what has been revoked or suspended since is told online.",
}
STATES = {
    "valid": ("有效", "valid"),
    "expired": ("已过期", "expired"),
    "renewed": ("已续期", "renewed"),
    "superseded": ("已替代", "superseded"),
    "suspended": ("已暂停", "suspended"),
    "revoked": ("已撤销", "revoked"),
    "compromised": ("签章密钥被盗", "signed with a stolen key"),
    "other_name": ("姓名不符", "another name"),
    "unknown": ("无记录", "not on record"),
    "unreadable": ("无法查询的行", "rows that can't be looked up"),
}


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Everything that a receipt prints. Digests are hex; `totals` counts rows by state."""

    receipt_id: str
    language: str
    issuer_name_zh: str
    issuer_name_en: str
    asked_by: str
    file_name: str
    totals: Mapping[str, int]
    input_sha256: str
    result_sha256: str
    as_of: datetime
    checkpoint: str = ""

    @property
    def languages(self) -> tuple[str, str]:
        return ("en", "zh") if self.language == "en" else ("zh", "en")

    @property
    def title(self) -> str:
        """As a reader's window shows it."""
        day = local_date(self.as_of).isoformat()
        return f"{TITLES[self.languages[0]]} · {day} · {self.receipt_id}"


def html(receipt: Receipt) -> str:
    """Write the page."""
    values = {
        "lang": {"zh": "zh-Hans", "en": "en"}[receipt.languages[0]],
        "created": receipt.as_of.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "page_title": escape(receipt.title),
        "author": escape(receipt.issuer_name_zh),
        "issuer": _stacked(
            receipt, {"zh": receipt.issuer_name_zh, "en": receipt.issuer_name_en}, "issuer"
        ),
        "title": _title(receipt),
        "statement": _stacked(receipt, _STATEMENTS, "how"),
        "cells": _facts(receipt) + _totals(receipt),
        "seal_name": seal_words(receipt.issuer_name_zh),
        "digests": _digests(receipt),
        "note": _stacked(receipt, _NOTES, "note"),
    }
    return Template(_read("receipt.html")).substitute(values)


def stylesheet(scale: float) -> str:
    """Write the style; the scale shrinks the words when they run long."""
    return Template(_read("receipt.css")).substitute(
        base=f"{10 * scale:g}",
        flow=f"{SEAL_TOP - 24:g}",
        lower=f"{297 - SEAL_TOP - 21:g}",
        seal=ornament.data_uri(ornament.seal(SEAL_SIZE)),
        seal_right=f"{185 - SEAL_LEFT - SEAL_SIZE:g}",
        seal_size=f"{SEAL_SIZE:g}",
        ink=ornament.INK,
        pine=ornament.PINE,
        red=ornament.SEAL_RED,
    )


def _stacked(receipt: Receipt, words: Mapping[str, str], kind: str) -> str:
    first, second = receipt.languages
    return block(words[first], first, f"{kind} first") + block(
        words[second], second, f"{kind} second"
    )


def _title(receipt: Receipt) -> str:
    first, second = receipt.languages
    return block(TITLES[first], first, "title first", "h1") + block(
        TITLES[second], second, "title second"
    )


def _facts(receipt: Receipt) -> str:
    moment = receipt.as_of.strftime("%Y-%m-%d %H:%M:%S UTC")
    rows = [
        [("申请核验", "Asked by", receipt.asked_by)],
        [("清单", "List", receipt.file_name or "—"), ("核验时刻", "As of", moment)],
        [("回执编号", "Receipt no.", receipt.receipt_id)],
    ]
    return "".join(_row([_cell(*cell) for cell in row]) for row in rows)


def _totals(receipt: Receipt) -> str:
    """Every state that came up, with the sum first; three a row, as a drawing's title block."""
    counts = [("合计", "in all", str(sum(receipt.totals.values())))]
    counts += [
        (*words, str(receipt.totals[state]))
        for state, words in STATES.items()
        if receipt.totals.get(state)
    ]
    cells = [_cell(*count, kind="count") for count in counts]
    return "".join(_row(cells[start : start + 3]) for start in range(0, len(cells), 3))


def _digests(receipt: Receipt) -> str:
    rows = [
        ("清单的 SHA-256", "SHA-256 of the list", receipt.input_sha256),
        ("结果文件的 SHA-256", "SHA-256 of the result file", receipt.result_sha256),
    ]
    if receipt.checkpoint:
        rows.append(("透明日志检查点", "Checkpoint of the log", receipt.checkpoint))
    return "".join(_row([_cell(*row, kind="digest")]) for row in rows)


def _row(cells: list[str]) -> str:
    return f'<div class="row">{"".join(cells)}</div>'


def _cell(label_zh: str, label_en: str, value: str, kind: str = "") -> str:
    # What people call their files may be long, and have characters that no font of ours has.
    shown = escape(fonts.printable(shorten(value)))
    return (
        f'<div class="cell {kind}"><p class="label">{label_zh} · {label_en}</p>'
        f'<p class="value">{shown}</p></div>'
    )


def shorten(text: str) -> str:
    """Cut what would not fit into a cell."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _read(name: str) -> str:
    return (files("certificates.layout") / name).read_text("utf-8")
