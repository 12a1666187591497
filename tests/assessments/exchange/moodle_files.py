"""Moodle XML files as the tests write them, and what the importer says to them."""

from typing import Any

from assessments.exchange import moodle_xml
from assessments.exchange.drafts import ItemDraft

NAME_AND_TEXT = (
    '<name><text>A name</text></name><questiontext format="html"><text>What?</text></questiontext>'
)


def file(*questions: str) -> bytes:
    return f"<quiz>{''.join(questions)}</quiz>".encode()


def question(kind: str, inside: str = "", *, head: str = NAME_AND_TEXT) -> str:
    return f'<question type="{kind}">{head}{inside}</question>'


def read_one(kind: str, inside: str = "", *, head: str = NAME_AND_TEXT) -> ItemDraft:
    found = moodle_xml.read(file(question(kind, inside, head=head)))
    assert found.problems == ()
    assert len(found.drafts) == 1
    return found.drafts[0]


def definition(kind: str, inside: str = "", *, head: str = NAME_AND_TEXT) -> dict[str, Any]:
    return dict(read_one(kind, inside, head=head).definition)


def answer(fraction: str, text: str, more: str = "") -> str:
    return f'<answer fraction="{fraction}"><text>{text}</text>{more}</answer>'


def said(draft: ItemDraft) -> list[str]:
    return [f"{problem.severity}: {problem.message}" for problem in draft.problems]
