"""verify.html: one file that runs its own script only, and carries the keys of the day."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from certificates.offline import building
from certificates.offline.trust import load
from tests.certificates import specimen
from tests.certificates.offline.scene import AFTER, AT, fingerprint, write_trust


@pytest.fixture
def page(tmp_path: Path) -> str:
    return building.page(load(write_trust(tmp_path / "trust", seal=AFTER)), AT)


def _between(page: str, start: str, end: str) -> str:
    return page.partition(start)[2].partition(end)[0]


def test_its_policy_lets_its_own_style_and_script_run_and_nothing_load(page: str) -> None:
    policy = _between(page, 'Content-Security-Policy" content="', '"')
    assert policy.startswith("default-src 'none'; ")
    for kind, start, end in (
        ("script", '<script type="module">', "</script>"),
        ("style", "<style>", "</style>"),
    ):
        digest = b64encode(sha256(_between(page, start, end).encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not re.search(r"(src|href)=", page)
    assert "@" not in re.sub(r"<(style|script).*?</\1>", "", page, flags=re.DOTALL)


def test_it_carries_the_keys_of_the_day(page: str) -> None:
    data = json.loads(_between(page, 'id="data">', "</script>"))
    serial = f"{specimen.seal_key().certificate.serial_number:x}"
    assert data["as_of"] == AT.isoformat()
    assert list(data["keys"]) == [specimen.METHOD]
    assert data["thefts"][serial] == AFTER.isoformat()
    assert building.grouped(fingerprint()) in page


def test_every_module_comes_after_those_it_imports() -> None:
    seen: set[str] = set()
    for name in building.MODULES:
        source = building._read(f"{name}.js")
        imported = re.findall(r'from "\./(\w+)\.js"', source)
        assert seen.issuperset(imported)
        assert source.count("\nimport ") + source.startswith("import ") == len(imported)
        seen.add(name)


def test_what_is_embedded_ends_no_script(tmp_path: Path) -> None:
    folder = write_trust(tmp_path / "trust")
    text = (folder / "did.json").read_text()
    (folder / "did.json").write_text(text.replace(specimen.DID, "did:web:</script>"))
    page = building.page(load(folder), AT)
    assert page.count("</script>") == 2
    assert "did:web:&lt;/script&gt;" in page
