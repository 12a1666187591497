"""Files made to exhaust whoever reads them end in a clear answer, in bounded time and memory."""

import json
import subprocess
import sys
import zlib
from dataclasses import asdict
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from pydantic import TypeAdapter

from certificates import sandboxing
from certificates.inspecting.messages import Report
from certificates.verdicts import Judgement, Verdict, judge
from tests.certificates.tampering import bombs, scene
from tests.plumbing.sharing import once_a_run

MEGABYTES = 256
Seen = dict[str, Any]
# What still can be told of a file that carries more than the certificate.
GENUINE = {"polyglot_with_zip", "polyglot_with_html", "polyglot_with_picture"}
GENUINE |= {"credentials_without_number", *(f"truncated_to_{n}_percent" for n in (30, 60, 90, 99))}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """All bombs, each examined in a process of its own."""

    def watched() -> list[Seen]:
        folder = tmp_path_factory.mktemp("bombs")
        for name, make in bombs.BOMBS.items():
            (folder / f"{name}.bin").write_bytes(make())
        (folder / "trust.json").write_text(json.dumps(asdict(scene.trust())))
        command = [sys.executable, "-m", "tests.certificates.tampering.watching", str(folder)]
        root = settings.BASE_DIR
        done = subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=3600)
        return [json.loads(line) for line in done.stdout.splitlines()]

    return {line["name"]: line for line in once_a_run(tmp_path_factory, "bombs", watched)}


@cache
def reports() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def judged(line: Seen) -> Judgement:
    return judge(reports().validate_python(line["report"]), None, scene.center())


@pytest.mark.parametrize("name", bombs.BOMBS)
def test_a_bomb_gets_a_clear_answer(seen: dict[str, Seen], name: str) -> None:
    judgement = judged(seen[name])
    assert judgement.verdict == Verdict.UNKNOWN or name == "credential_with_contexts"
    assert judgement.verdict != Verdict.ORIGINAL
    assert judgement.reasons
    credentials = seen[name]["report"]["credentials"]
    assert any(not each["problem"] for each in credentials) == (name in GENUINE)


def test_no_bomb_takes_more_than_it_may(seen: dict[str, Seen]) -> None:
    assert len(seen) == len(bombs.BOMBS)
    assert max(line["peak"] for line in seen.values()) <= MEGABYTES * 1024
    in_all = sandboxing.SECONDS_TO_GET_READY + sandboxing.SECONDS_TO_EXAMINE
    # The clock ends the process; what comes on top is this machine's delay in noticing.
    assert in_all <= 5
    assert max(line["seconds"] for line in seen.values()) < sandboxing.SECONDS_TO_EXAMINE + 5


def test_one_kilobyte_becomes_four_hundred_megabytes() -> None:
    assert len(bombs.page_of_zeros()) < 1500
    unpacker = zlib.decompressobj()
    once = zlib.decompress(bombs.zeros(2))
    assert once == bombs.zeros(1)
    unpacked = sum(
        len(unpacker.decompress(once[at : at + 4096])) for at in range(0, len(once), 4096)
    )
    assert unpacked == 400 * 2**20
