"""The PDF: one page, small, the same every time, archivable, tagged, and honest about glyphs."""

import json
import logging
import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from certificates import rendering
from certificates.inspecting import sheet
from certificates.layout import fonts, samples
from certificates.rendering import Enclosed, MissingGlyph, RenderingFailed, TextTooLong, render
from certificates.signing import credentials, summary
from tests.certificates import specimen
from tests.certificates.specimen import TEXT, facts
from tests.plumbing.tools import need

KILOBYTES = 1000
EMPTY = Enclosed(b"{}")


@pytest.fixture(scope="module")
def pdf() -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(specimen.sealed()))


def _text(pdf: bytes, folder: Path) -> str:
    path = folder / "certificate.pdf"
    path.write_bytes(pdf)
    command = [need("pdftotext"), "-raw", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render(facts(), TEXT, specimen.enclosed()) == specimen.rendered()


def test_one_small_a4_page(pdf: pikepdf.Pdf) -> None:
    assert len(pdf.pages) == 1
    assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 595, 842]
    assert len(specimen.sealed()) <= 60 * KILOBYTES


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_longest_names_and_titles_stay_small(language: str) -> None:
    issuer = specimen.facts().issuer_name_zh, specimen.facts().issuer_name_en
    longest, _rarest = samples.hardest("achievement", issuer)
    printed = replace(longest, language=language)
    names = ("recipient_name", "recipient_latin_name", "course_title_zh", "course_title_en")
    carried = specimen.enclosed(**{name: getattr(printed, name) for name in names})
    made = render(printed, TEXT, carried)
    assert len(made) <= 60 * KILOBYTES


def test_each_attachment_is_there_once_with_its_relationship(pdf: pikepdf.Pdf) -> None:
    related = {str(item.UF): str(item.AFRelationship) for item in pdf.Root.AF}
    assert related == {
        "credential.json": "/Data",
        "did.json": "/Supplement",
        "log-proof.txt": "/Supplement",
    }
    assert len(pdf.Root.AF) == len(pdf.Root.Names.EmbeddedFiles.Names) / 2 == 3
    carried = specimen.enclosed()
    for name, content in (("did.json", carried.did), ("log-proof.txt", carried.log_proof)):
        assert pdf.attachments[name].get_file().read_bytes() == content
    document = json.loads(pdf.attachments["credential.json"].get_file().read_bytes())
    assert credentials.verify(document, specimen.public_keys()) == []


def test_the_chain_and_the_revocation_list_travel_along(pdf: pikepdf.Pdf) -> None:
    carried, store = specimen.enclosed(), pdf.Root.DSS
    assert [item.read_bytes() for item in store.Certs] == carried.certificates
    assert [item.read_bytes() for item in store.CRLs] == carried.crls


def test_what_is_not_there_is_left_out() -> None:
    bare = pikepdf.open(BytesIO(render(facts(), TEXT, EMPTY)))
    assert list(bare.attachments) == ["credential.json"]
    assert "/DSS" not in bare.Root


def test_it_declares_archive_and_accessibility_in_plain_sight(pdf: pikepdf.Pdf) -> None:
    sealed = specimen.sealed()
    for claim in (b"<pdfaid:part>3<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert claim in sealed
    assert pdf.Root.Lang == "zh-Hans"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    elements = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    languages = {str(item.Lang) for item in elements if item.get("/S") in ("/Sect", "/Art")}
    assert languages == {"en", "zh-Hans"}
    assert any(item.get("/S") == "/Figure" and "/Alt" in item for item in elements)
    assert any(item.get("/S") == "/Form" for item in elements)


def test_fonts_are_ours_and_subset(pdf: pikepdf.Pdf) -> None:
    names = {
        str(item.FontName)
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    }
    assert {name.partition("+")[2] for name in names} == {
        "Noto-Sans-SC",
        "Noto-Serif-SC-Semi-Bold",
    }


def test_rare_characters_print(tmp_path: Path) -> None:
    changed = facts(recipient_name="喆堃㛃𬭎", recipient_latin_name="")
    assert "喆堃㛃𬭎" in _text(render(changed, TEXT, EMPTY), tmp_path)


def test_a_character_without_a_glyph_is_refused_by_name() -> None:
    with pytest.raises(MissingGlyph) as refusal:
        render(facts(recipient_name="李ش🙂ش"), TEXT, EMPTY)
    assert refusal.value.characters == "ش🙂"
    assert "U+0634" in str(refusal.value)


def test_long_names_and_titles_fit_on_the_page(tmp_path: Path) -> None:
    changed = facts(
        language="en",
        type="achievement",
        recipient_name="欧阳娜仁托娅·买买提阿卜杜拉·居马洪",
        recipient_latin_name="Nurmuhammad Abdurahman Alexander von Humboldt-Ouyang",
        course_title_zh="企业知识产权管理体系建设与商业秘密保护、员工发明奖酬及自由实施尽职调查高级研修班",
        course_title_en="Advanced seminar on building the enterprise intellectual-property "
        "management system: trade secrets, employee inventions and freedom-to-operate diligence",
        issuer_name_zh="吉林省长春市知识产权服务中心培训部",
        hours=Decimal("120.5"),
        valid_until=datetime(2029, 11, 22, tzinfo=UTC),
    )
    made = render(changed, TEXT, EMPTY)
    assert len(pikepdf.open(BytesIO(made)).pages) == 1
    said = _text(made, tmp_path)
    assert "高级研修班" in said
    assert "120.5" in said


def test_endless_words_are_refused() -> None:
    with pytest.raises(TextTooLong):
        render(facts(), replace(TEXT, statement_zh="证" * 3000), EMPTY)


def test_the_renderer_fetches_nothing() -> None:
    fetcher = rendering.fetcher()
    for url in ("https://training.example/", "file:///etc/hostname", "http://127.0.0.1:1/"):
        with pytest.raises(ValueError, match="disallowed"):
            fetcher.fetch(url)


def test_a_complaint_of_the_renderer_stops_the_certificate() -> None:
    with (
        pytest.raises(RenderingFailed, match="something odd"),
        rendering._complaints_raised(),
    ):
        logging.getLogger("weasyprint").warning("something odd")


def test_the_font_folder_is_shown_to_fontconfig_only_for_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/elsewhere")
    fonts.configuration.cache_clear()
    fonts.configuration()
    assert os.environ["FONTCONFIG_FILE"] == "/elsewhere"
    monkeypatch.delenv("FONTCONFIG_FILE")
    fonts.configuration.cache_clear()
    fonts.configuration()
    assert "FONTCONFIG_FILE" not in os.environ


def test_another_reader_draws_a_qr_code_that_reads_as_well() -> None:
    assert len(sheet.look_at_pdf(specimen.sealed()).codes) == 1


def test_a_poor_scan_of_the_paper_still_verifies(tmp_path: Path) -> None:
    path = tmp_path / "certificate.pdf"
    path.write_bytes(specimen.sealed())
    command = [need("pdftoppm"), "-r", "100", "-gray", "-png", "-singlefile"]
    subprocess.run([*command, str(path), str(tmp_path / "scan")], check=True)
    askew = Image.open(tmp_path / "scan.png").rotate(1.5, Image.Resampling.BICUBIC, fillcolor=255)
    askew.save(tmp_path / "scan.jpg", quality=50)
    (code,) = sheet.look_at_image((tmp_path / "scan.jpg").read_bytes()).codes
    assert code.startswith("HTTPS://TRAINING.EXAMPLE/V/7Q4MZK9P3XW2HT5C8#")
    said = summary.read(summary.payload_in(code), specimen.public_keys())
    assert said.recipient_name == facts().recipient_name
