"""The answer as lines for people and as JSON for machines."""

import json
from collections.abc import Iterator

from certificates.offline import wording
from certificates.offline.answers import Answer, Check, Verdict
from certificates.offline.wording import LANGUAGES, Words

_WIDTH = 12


def text(answer: Answer, language: str) -> str:
    """Verdict first, then the facts, the checks, and what can't be known."""
    return "\n".join(_lines(answer, LANGUAGES.index(language))) + "\n"


def as_json(answer: Answer) -> str:
    values = {
        "verdict": answer.verdict,
        "kind": answer.kind,
        "facts": answer.facts,
        "checks": [
            {"check": one.subject, "state": one.state, "why": one.why, "detail": one.detail}
            for one in answer.checks
        ],
        "judged_for": answer.at and answer.at.isoformat(),
        "known_as_of": answer.known_as_of and answer.known_as_of.isoformat(),
        "cannot_know": ["later revocation", "later suspension", "later replacement"],
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _lines(answer: Answer, place: int) -> Iterator[str]:
    yield wording.VERDICTS[answer.kind, answer.verdict][place]
    if answer.verdict == Verdict.UNREADABLE:
        return
    yield ""
    if answer.facts and answer.verdict == Verdict.NOT_VALID:
        yield wording.OFFICIAL[place]
    for fact, value in answer.facts.items():
        yield f"  {wording.FACTS[fact][place]}: {_printable(value)}"
    if answer.facts:
        yield ""
    for one in answer.checks:
        yield f"  [{wording.STATES[one.state][place]}] {_check(one, place)}"
    yield ""
    yield _filled(wording.JUDGED, str(answer.at), place)
    known = answer.known_as_of
    yield (
        _filled(wording.KNOWN, f"{known:%Y-%m-%d %H:%M} UTC", place)
        if known
        else (wording.NOT_KNOWN[place])
    )
    yield wording.BEYOND[place]


def _check(one: Check, place: int) -> str:
    reason = wording.REASONS[one.why][place]
    detail = f" ({_printable(one.detail)})" if one.detail else ""
    return wording.SUBJECTS[one.subject][place] + (f": {reason}" if reason else "") + detail


def _filled(words: Words, value: str, place: int) -> str:
    return words[place].format(value)


def _printable(value: str) -> str:
    """Control characters could rewrite what a terminal has shown."""
    return "".join(letter if letter.isprintable() else "�" for letter in value)
