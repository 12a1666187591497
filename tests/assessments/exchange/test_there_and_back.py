"""Out and in again gives the same bank, whatever a question holds."""

from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.exchange import gift, moodle_xml
from assessments.exchange.drafts import ItemDraft
from assessments.grading import ITEM_TYPES
from tests.assessments.exchange.banks import BY_TYPE, drafts

FORMATS = [moodle_xml, gift]


def test_every_type_is_made_up() -> None:
    assert BY_TYPE.keys() == ITEM_TYPES.keys()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("type_key", BY_TYPE)
@settings(max_examples=25)
@given(data=st.data())
def test_a_question_comes_back_as_it_went(
    type_key: str, kind: ModuleType, data: st.DataObject
) -> None:
    draft = data.draw(drafts(type_key))
    assert back(kind, draft) == [draft]


@settings(max_examples=25)
@given(
    bank=st.lists(
        st.sampled_from(sorted(BY_TYPE)).flatmap(drafts),
        max_size=5,
        unique_by=lambda draft: draft.source_id,
    )
)
def test_a_bank_comes_back_in_its_order(bank: list[ItemDraft]) -> None:
    for kind in FORMATS:
        assert back(kind, *bank) == bank


def back(kind: ModuleType, *bank: ItemDraft) -> list[ItemDraft]:
    found = kind.read(kind.write(bank))
    assert found.problems == ()
    return [
        ItemDraft(
            draft.source_id,
            draft.name,
            draft.definition,
            draft.category,
            draft.tags,
            draft.default_mark,
            difficulty=draft.difficulty,
        )
        for draft in found.drafts
    ]
