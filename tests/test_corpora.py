"""Other systems' test data, where its folder is there: no case may fail."""

import os
from pathlib import Path

import pytest

from scripts.corpora.__main__ import DEFAULT
from scripts.corpora.cases import Runner
from scripts.corpora.registry import RUNNERS

FOLDER = Path(os.environ.get("CORPORA") or DEFAULT)


@pytest.mark.parametrize("run", RUNNERS, ids=lambda run: run.__module__.rpartition(".")[2])
def test_no_case_fails(run: Runner) -> None:
    if not FOLDER.is_dir():
        pytest.skip(f"{FOLDER} is not there: name the folder of test data in CORPORA")
    found = list(run(FOLDER))
    passed = sum(case.verdict == "passed" for case in found)
    print(f"{passed} of {len(found)} passed")
    assert [case for case in found if case.verdict == "failed"] == []
