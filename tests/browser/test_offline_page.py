"""verify.html from a folder, with the network off: the same verdicts as the command's."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from certificates.offline import building, telling
from certificates.offline.trust import load
from tests.browser.inspecting import AXE, RULES
from tests.certificates import specimen
from tests.certificates.offline import scene
from tests.certificates.offline.scene import AFTER, AT, write_trust
from tests.certificates.tampering import manipulations
from tests.certificates.tampering.manipulations import flipped

GIVEN: dict[str, Callable[[], bytes]] = {
    "original.pdf": scene.original,
    "flipped.pdf": lambda: flipped(scene.original(), len(scene.original()) // 2),
    "credential flipped.pdf": lambda: manipulations.flipped_in_the_credential(scene.original()),
    "container.pdf": lambda: _with_other_root(scene.original()),
    "appended.pdf": lambda: manipulations.appended(scene.original()),
    "revised.pdf": lambda: manipulations.revised(scene.original()),
    "saved anew.pdf": lambda: manipulations.saved_by_pikepdf(scene.original()),
    "imitation.pdf": scene.imitation,
    "no seal.pdf": lambda: b"%PDF-1.7\n%%EOF",
    "credential.json": scene.credential,
    "changed.json": lambda: manipulations.with_name(scene.credential(), "王五"),
    "expired.json": lambda: scene.credential(valid_until=AFTER),
    "cut off.json": lambda: scene.credential()[:-1],
    "empty.json": lambda: b'{"credentialSubject": {}}',
    "code.txt": lambda: scene.scanned(scene.code()).encode(),
    "forged.txt": lambda: scene.scanned(scene.code()[:-9] + "A" * 9).encode(),
    "cut off.txt": lambda: scene.scanned(scene.code()[:60]).encode(),
    "note.txt": lambda: b"a note",
}
# What a page can't see on paper, or needs a whole PDF reader for.
ONLY_THE_COMMAND = {"no seal.pdf"}


def _with_other_root(pdf: bytes) -> bytes:
    """Change a digit of the root that the container brings: nobody signs it."""
    root = specimen.root().certificate.signature.hex().encode()
    at = pdf.index(root)
    return pdf[:at] + (b"1" if pdf[at : at + 1] == b"0" else b"0") + pdf[at + 1 :]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("offline")
    trust = write_trust(made / "trust")
    (made / "verify.html").write_text(building.page(load(trust), AT), encoding="utf-8")
    return made


@pytest.fixture
def page(new_context: CreateContextCallback, folder: Path) -> Iterator[Page]:
    context = new_context(locale="zh-CN", offline=True)
    context.clock.set_fixed_time("2026-12-01T08:00:00+08:00")
    page = context.new_page()
    requests: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text))
    page.goto((folder / "verify.html").as_uri())
    yield page
    assert requests == [(folder / "verify.html").as_uri()]
    assert problems == []


def answer_to(page: Page, path: Path) -> dict[str, Any]:
    result = page.locator("#result")
    result.evaluate("element => delete element.dataset.answer")
    page.set_input_files("#file", path)
    return answer(page)


def answer(page: Page) -> dict[str, Any]:
    return dict(json.loads(str(page.locator("#result[data-answer]").get_attribute("data-answer"))))


def test_page_and_command_agree(page: Page, folder: Path) -> None:
    for name, data in GIVEN.items():
        (folder / name).write_bytes(data())
        said = answer_to(page, folder / name)
        command = json.loads(telling.as_json(scene.asked(data(), folder / "trust")))
        if name in ONLY_THE_COMMAND:
            assert said["verdict"] != "valid"
            continue
        assert said["verdict"] == command["verdict"], name
        assert said["facts"] == command["facts"], name
        assert _reasons(said) == _reasons(command), name


def _reasons(answer: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(one["check"], one["state"], one["why"]) for one in answer["checks"]}


def test_thefts_are_known_as_of_the_page(new_context: CreateContextCallback, folder: Path) -> None:
    trust = write_trust(folder / "stolen", seal=scene.BEFORE, credential=AFTER)
    path = folder / "stolen.html"
    path.write_text(building.page(load(trust), AT), encoding="utf-8")
    page = new_context(offline=True).new_page()
    page.goto(path.as_uri())
    (folder / "original.pdf").write_bytes(scene.original())
    said = answer_to(page, folder / "original.pdf")
    command = json.loads(telling.as_json(scene.asked(scene.original(), trust)))
    assert said["verdict"] == "not_valid"
    assert _reasons(said) == _reasons(command)


def test_a_code_is_typed(page: Page) -> None:
    page.get_by_label("二维码内容").fill(scene.scanned(scene.code()))
    page.get_by_role("button", name="核验", exact=True).click()
    status = page.get_by_role("status")
    expect(status.get_by_role("heading")).to_contain_text("二维码有效")
    expect(status).to_contain_text("李喆堃")
    expect(status).to_contain_text("离线核验不能得知")
    expect(status.get_by_role("heading")).to_be_focused()


def test_it_speaks_both_languages(page: Page, folder: Path) -> None:
    (folder / "appended.pdf").write_bytes(manipulations.appended(scene.original()))
    answer_to(page, folder / "appended.pdf")
    expect(page.get_by_role("heading", name="无效")).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="NOT VALID")).to_be_visible()
    expect(page.get_by_role("heading", name="无效")).to_be_hidden()
    expect(page.locator(".failed")).to_contain_text("something was added after the seal")


def test_its_fingerprint_can_be_compared(page: Page) -> None:
    expect(page.locator("main")).to_contain_text(building.grouped(scene.fingerprint()))
    expect(page.locator("time")).to_have_text(AT.isoformat())


def test_a_browser_without_ed25519_is_told(
    new_context: CreateContextCallback, folder: Path
) -> None:
    context = new_context(locale="en-US", offline=True)
    context.add_init_script("""
        const plain = crypto.subtle.importKey.bind(crypto.subtle);
        crypto.subtle.importKey = async (...given) => {
            if (given[2] === "Ed25519") throw new DOMException("no", "NotSupportedError");
            return plain(...given);
        };""")
    page = context.new_page()
    page.goto((folder / "verify.html").as_uri())
    expect(page.get_by_role("alert")).to_contain_text("Ed25519")
    (folder / "original.pdf").write_bytes(scene.original())
    said = answer_to(page, folder / "original.pdf")
    assert (said["verdict"], said["facts"]) == ("valid", {})
    (folder / "code.txt").write_text(scene.scanned(scene.code()))
    assert answer_to(page, folder / "code.txt")["verdict"] == "undecided"


@pytest.mark.parametrize("width", [320, 1280])
def test_everybody_can_use_it(page: Page, folder: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    (folder / "original.pdf").write_bytes(scene.original())
    answer_to(page, folder / "original.pdf")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    assert [rule["id"] for rule in found["violations"]] == []
