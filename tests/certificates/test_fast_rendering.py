"""The fast path gives what the plain one gives, byte for byte, and keeps nothing for ever."""

import gc
import tracemalloc
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from certificates import fast_rendering, rendering
from certificates.fast_rendering import moulds
from certificates.layout import samples
from certificates.rendering import Enclosed, MissingGlyph, TextTooLong
from certificates.signing.facts import CertificateFacts
from tests.certificates import specimen
from tests.certificates.specimen import TEXT, facts

ISSUER = ("长春知识产权培训中心", "Changchun Intellectual Property Training Center")
CARRIED = Enclosed(b"{}")
LONG, RARE = samples.hardest("achievement", ISSUER)


@pytest.mark.parametrize(
    "printed",
    [
        facts(),
        facts(language="en"),
        facts(type="achievement", valid_until=datetime(2029, 11, 22, tzinfo=UTC)),
        facts(score=None, recipient_latin_name=""),
        LONG,
        RARE,
    ],
    ids=["chinese", "english", "achievement", "bare", "long", "rare"],
)
def test_both_ways_give_the_same_bytes(printed: CertificateFacts) -> None:
    plain = rendering.render(printed, TEXT, CARRIED)
    assert fast_rendering.render(printed, TEXT, CARRIED) == plain
    # What was drawn for one is repeated for the next.
    assert fast_rendering.render(printed, TEXT, CARRIED) == plain


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_shares_a_mould_comes_out_as_if_it_had_none(language: str) -> None:
    """Words of other lengths, other dates and addresses, then what the first had once more."""
    shared = facts(language=language)
    fast_rendering.render(shared, TEXT, CARRIED)
    courses = {
        "course_title_zh": "企业知识产权管理：从合规到运营的二十四讲",
        "course_title_en": "IP management in the enterprise: from compliance to exploitation",
    }
    others: list[dict[str, Any]] = [
        {"recipient_name": "王小明", "code": "1" * 18, "verify_url": "https://x.example/verify/1/"},
        {"recipient_name": "欧阳娜娜", "recipient_latin_name": "OUYANG Nana", "serial": "C-2"},
        {"completed_on": date(2026, 1, 2), "issued_at": datetime(2026, 1, 3, tzinfo=UTC)},
        courses,
        {},
    ]
    for changes in others:
        printed = replace(shared, **changes)
        fast = fast_rendering.render(printed, TEXT, CARRIED)
        assert fast == rendering.render(printed, TEXT, CARRIED)


def test_a_mould_that_took_other_words_in_vain_still_has_its_own() -> None:
    """A title that needs another line is not taken; then the first certificate comes again."""
    long = facts(course_title_en="A course whose title takes " + "more and " * 12 + "more")
    for printed in (facts(), long, facts()):
        fast = fast_rendering.render(printed, TEXT, CARRIED)
        assert fast == rendering.render(printed, TEXT, CARRIED)


def test_a_mould_is_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the test above would show nothing."""
    fast_rendering.render(facts(), TEXT, CARRIED)

    def fail(*_given: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(moulds, "layout_document", fail)
    fast_rendering.render(facts(recipient_name="王小明", serial="C-3"), TEXT, CARRIED)


def test_what_the_file_carries_is_the_same() -> None:
    assert fast_rendering.render(facts(), TEXT, specimen.enclosed()) == specimen.rendered()


@pytest.mark.parametrize(
    ("printed", "words", "refusal"),
    [
        (facts(recipient_name="李ش"), {}, MissingGlyph),
        (facts(), {"statement_zh": "证" * 3000}, TextTooLong),
    ],
)
def test_both_refuse_the_same(
    printed: CertificateFacts, words: dict[str, Any], refusal: type[Exception]
) -> None:
    for render in (rendering.render, fast_rendering.render):
        with pytest.raises(refusal):
            render(printed, replace(TEXT, **words), CARRIED)


def test_a_batch_leaves_nothing_behind() -> None:
    names = iter("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳")

    def some(count: int) -> int:
        for _number in range(count):
            fast_rendering.render(facts(recipient_name=next(names)), TEXT, CARRIED)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = some(4)
        assert some(8) - before < 2_000_000
    finally:
        tracemalloc.stop()
