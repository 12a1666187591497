"""Matching."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.keys import key_field, key_of, names
from assessments.blocks.texts import Json, TextBlock, both, line, spread, switch

EACH = [
    ("each", _("Each right match earns its share (recommended)")),
    ("all_or_nothing", _("All or nothing")),
]

_Both = tuple[str, str]


class PairBlock(blocks.StructBlock):
    """A prompt and the choice that fits it."""

    prompt_zh = line(_("Prompt in Chinese"))
    prompt_en = line(_("Prompt in English"))
    match_zh = line(_("Its match in Chinese"))
    match_en = line(_("Its match in English"))
    key = key_field()
    match_key = key_field()

    class Meta:
        form_layout = BlockGroup(
            ["prompt_zh", "prompt_en", "match_zh", "match_en"], settings=["key", "match_key"]
        )
        label_format = "{prompt_zh} {prompt_en} → {match_zh} {match_en}"


class DistractorBlock(TextBlock):
    """A choice that fits nothing."""

    key = key_field()

    class Meta:
        form_layout = BlockGroup(["text_zh", "text_en"], settings=["key"])


class MatchingBlock(ItemBlock):
    """Each prompt finds its choice."""

    pairs = blocks.ListBlock(
        PairBlock(),
        label=_("Pairs"),
        min_num=2,
        max_num=50,
        help_text=_("The same match for several prompts is written the same and offered once."),
    )
    distractors = blocks.ListBlock(
        DistractorBlock(),
        label=_("Choices that fit nothing"),
        default=[],
        max_num=50,
    )
    scoring = blocks.ChoiceBlock(label=_("Scoring"), choices=EACH, default="each")
    shuffle = switch(_("Shuffle the prompts"), default=True, help_text=_("The choices always are."))

    class Meta:
        label = _("Matching")
        icon = "link"
        form_layout = layout("pairs", "distractors", "scoring", rare=("shuffle",))

    def own(self, value: Any) -> Json:
        choices = _choices(value)
        prompts = [
            {"id": key, "text": both(row, "prompt"), "answer": choices[_words(row, "match")]}
            for key, row in zip(_keys(value["pairs"]), value["pairs"], strict=True)
        ]
        offered = [{"id": key, "text": {"zh": zh, "en": en}} for (zh, en), key in choices.items()]
        return {
            "prompts": prompts,
            "choices": offered,
            "shuffle": bool(value["shuffle"]),
            "scoring": value["scoring"],
        }

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        prompts, choices = definition["prompts"], _ordered(definition)
        places = {row["id"]: place for place, row in enumerate(choices)}
        by_id = {row["id"]: row for row in choices}
        pairs = [
            {
                **spread(row["text"], "prompt"),
                **spread(by_id[row["answer"]]["text"], "match"),
                "key": key_of(row, place),
                "match_key": key_of(by_id[row["answer"]], places[row["answer"]]),
            }
            for place, row in enumerate(prompts)
        ]
        used = {row["answer"] for row in prompts}
        distractors = [
            {**spread(row["text"], "text"), "key": key_of(row, places[row["id"]])}
            for row in choices
            if row["id"] not in used
        ]
        return {
            "pairs": pairs,
            "distractors": distractors,
            "scoring": definition.get("scoring", "each"),
            "shuffle": definition.get("shuffle", True),
        }


def _keys(rows: Any) -> list[str]:
    return names([row.get("key") for row in rows])


def _words(row: Any, name: str) -> _Both:
    words = both(row, name)
    return words["zh"].strip(), words["en"].strip()


def _choices(value: Any) -> dict[_Both, str]:
    """The names of the choices by their words, each once, those of pairs first."""
    given: dict[_Both, str] = {}
    for row in value["pairs"]:
        words = _words(row, "match")
        given[words] = given.get(words) or row.get("match_key") or ""
    for row in value["distractors"]:
        given.setdefault(_words(row, "text"), row.get("key") or "")
    return dict(zip(given, names(list(given.values())), strict=True))


def _ordered(definition: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The choices as the fields hold them: in the order of the prompts, then the others."""
    answers = [row["answer"] for row in definition["prompts"]]
    return sorted(
        definition["choices"],
        key=lambda row: answers.index(row["id"]) if row["id"] in answers else len(answers),
    )
