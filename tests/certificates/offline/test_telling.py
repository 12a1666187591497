"""What people and machines are told: the verdict first, and never more than is proven."""

import json
from datetime import date
from pathlib import Path

import pytest

from certificates.offline import telling, wording
from certificates.offline.answers import (
    Answer,
    Kind,
    State,
    Subject,
    Verdict,
    Why,
    failed,
    impossible,
)
from certificates.signing.claims import Fact
from tests.certificates.offline import scene
from tests.certificates.offline.scene import asked, write_trust
from tests.certificates.tampering import manipulations


@pytest.mark.parametrize(
    ("language", "first", "beyond"),
    [("zh", "有效：", "离线核验不能得知"), ("en", "VALID:", "What no check without a network")],
)
def test_the_verdict_comes_first_and_the_unknown_last(
    tmp_path: Path, language: str, first: str, beyond: str
) -> None:
    lines = telling.text(
        asked(scene.original(), write_trust(tmp_path / "trust")), language
    ).splitlines()
    assert lines[0].startswith(first)
    assert lines[-1].startswith(beyond)
    assert "2026-11-23 08:30 UTC" in lines[-2]


def test_a_changed_file_tells_what_was_issued(tmp_path: Path) -> None:
    folder = write_trust(tmp_path / "trust")
    told = telling.text(asked(manipulations.appended(scene.original()), folder), "en")
    assert told.startswith("NOT VALID")
    assert "did issue" in told.splitlines()[2]
    assert "李喆堃" in told


def test_nothing_at_hand_is_said_to_be() -> None:
    answer = Answer(Kind.CODE, [impossible(Subject.LOG, Why.NO_PROOF)], at=date(2026, 12, 1))
    told = telling.text(answer, "en")
    assert "[not possible] The public log" in told
    assert "No list of revoked seals" in told


def test_terminals_are_not_written_to_by_strangers() -> None:
    facts = {Fact.NAME: "a\x1b[2J\nVALID"}
    check = failed(Subject.ISSUER, Why.OTHER_ISSUER, "\x1b[2J")
    told = telling.text(Answer(Kind.PDF, [check], facts, date(2026, 12, 1)), "en")
    assert "\x1b" not in told
    assert "\nVALID" not in told


def test_machines_get_the_same() -> None:
    told = json.loads(telling.as_json(Answer(Kind.NOTHING)))
    assert told["verdict"] == "unreadable"
    assert told["known_as_of"] is None


def test_every_word_is_there_in_both_languages() -> None:
    assert {*wording.SUBJECTS} == {*Subject}
    assert {*wording.STATES} == {*State}
    assert {*wording.REASONS} == {*Why}
    assert {*wording.FACTS} == {*Fact}
    judged = {(kind, verdict) for kind in Kind for verdict in Verdict}
    possible = {
        pair for pair in judged if (pair[0] == Kind.NOTHING) == (pair[1] == Verdict.UNREADABLE)
    }
    assert {*wording.VERDICTS} == possible
