"""cloze (multianswer), gapselect and ddwtos: texts with gaps."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import partial

from assessments.exchange import cloze, languages, markup
from assessments.exchange.building import Json, Weighted, single_choice
from assessments.exchange.languages import Rich
from assessments.exchange.moodle import target
from assessments.exchange.moodle.source import Source
from assessments.exchange.notes import Notes, NotSupported
from assessments.exchange.safe_xml import Element

_MARKER = re.compile(r"\[\[([A-Za-z0-9_-]{1,40})\]\]")
_PLACE = re.compile(r"\[\[([0-9]{1,4})\]\]")


def read_cloze(source: Source) -> Json:
    convert = source.conversion("questiontext")
    return from_cloze(source.value("questiontext"), convert, source.notes)


def from_cloze(raw: str, convert: languages.Convert, notes: Notes) -> Json:
    """A fill-in; the numbers of its gaps stand where their codes stood."""
    text, found = cloze.parse(raw)
    if not found:
        raise NotSupported("there is no gap in the text")
    asked = [
        {
            "id": str(number),
            "weight": gap.weight,
            "display": gap.kind.display,
            "item": cloze.definition(gap, notes),
        }
        for number, gap in enumerate(found, 1)
    ]
    stem, asked = _one_set(languages.rich(text, convert, notes), asked, notes)
    return {"type": "fill_in", "stem": stem, "gaps": asked, "scoring": "each"}


def read_gapselect(source: Source) -> Json:
    return _selected(source, source.all("selectoption"))


def read_ddwtos(source: Source) -> Json:
    source.notes.approximated("words are chosen from a list here, not dragged")
    return _selected(source, source.all("dragbox"))


def write_cloze(definition: Json) -> Element:
    """The question text: it holds the gaps too."""
    codes = {gap["id"]: cloze.write(gap) for gap in definition["gaps"]}
    stem = definition["stem"]
    both = [_segments(stem[language]) for language in ("zh", "en") if stem.get(language)]
    if len(both) == 2 and _run_alike(*both):
        pairs = zip(*both, strict=True)
        text = "".join(_pair(zh, en, codes) for zh, en in pairs)
    else:
        text = "".join(_filled(words, codes) for words in both[0])
    return target.element("questiontext", target.value("text", text), format="html")


def _selected(source: Source, boxes: Sequence[Source]) -> Json:
    """Each place offers all words of the group that its right word is in."""
    words = [(box.value("group", "1"), _word(box)) for box in boxes]
    shuffle = source.flag("shuffleanswers", default=False)

    def gap(place: int) -> Json:
        if not 1 <= place <= len(words):
            raise NotSupported(f"there is no word for [[{place}]]")
        offered = [
            Weighted(Decimal(number == place), text)
            for number, (_, text) in enumerate(words, 1)
            if number in _group(words, place, source.notes)
        ]
        item = single_choice(offered, source.notes, shuffle=shuffle)
        return {"id": "", "weight": "1", "display": "dropdown", "item": item}

    stem, order = _renumbered(source.rich("questiontext"))
    gaps = [{**gap(place), "id": str(number)} for number, place in enumerate(order, 1)]
    if not gaps:
        raise NotSupported("there is no gap in the text")
    return {"type": "fill_in", "stem": stem, "gaps": gaps, "scoring": "each"}


def _group(words: Sequence[tuple[str, Rich]], place: int, notes: Notes) -> Collection[int]:
    """The words to choose from, by their places; one alone would be no choice."""
    group = {number for number, word in enumerate(words, 1) if word[0] == words[place - 1][0]}
    if len(group) > 1:
        return group
    notes.approximated("a group has one word only: all words are offered")
    return range(1, len(words) + 1)


def _word(box: Source) -> Rich:
    """Moodle takes a little HTML in the words too, and no format is named."""
    convert = partial(markup.from_html, notes=box.notes)
    return languages.rich(box.value(), convert, box.notes)


def _renumbered(stem: Rich) -> tuple[Rich, list[int]]:
    """Gaps counted from 1, and which word each wants: one word may be right in several places.

    Both languages ask for the words in the order of the one that has more of them.
    """
    wanted = [[int(place) for place in _PLACE.findall(text)] for text in stem.values()]
    order = max(wanted, key=len, default=[])
    numbered: Rich = {}
    for language, text in stem.items():
        numbered[language] = _PLACE.sub(partial(_taken, list(enumerate(order, 1))), text)
    return numbered, order


def _taken(left: list[tuple[int, int]], found: re.Match[str]) -> str:
    place = int(found.group(1))
    for pair in left:
        if pair[1] == place:
            left.remove(pair)
            return f"[[{pair[0]}]]"
    raise NotSupported("the languages have different gaps")


def _one_set(stem: Rich, asked: list[Json], notes: Notes) -> tuple[Rich, list[Json]]:
    """Codes that stand in the words of each language are the same gaps told twice."""
    order = {language: _MARKER.findall(text) for language, text in stem.items()}
    if len({frozenset(markers) for markers in order.values()}) > 1:
        stem = _told_once(stem, order, {gap["id"]: gap for gap in asked}, notes)
    left = {marker for text in stem.values() for marker in _MARKER.findall(text)}
    return stem, [gap for gap in asked if gap["id"] in left]


def _told_once(
    stem: Rich, order: dict[str, list[str]], by_id: dict[str, Json], notes: Notes
) -> Rich:
    kept, other = stem
    twins = dict(zip(order[other], order[kept], strict=False))
    alike = all(_without_id(by_id[one]) == _without_id(by_id[two]) for one, two in twins.items())
    if alike and len(order[kept]) == len(order[other]):
        text = _MARKER.sub(lambda found: f"[[{twins[found.group(1)]}]]", stem[other])
        return {kept: stem[kept], other: text}
    notes.approximated("the languages have different gaps: only one of them was taken")
    language = max(stem, key=lambda name: len(order[name]))
    return {language: stem[language]}


def _without_id(gap: Json) -> Json:
    return {name: value for name, value in gap.items() if name != "id"}


def _segments(text: str) -> list[str]:
    """Words and markers by turns."""
    return re.split(r"(\[\[[A-Za-z0-9_-]{1,40}\]\])", text)


def _run_alike(first: list[str], second: list[str]) -> bool:
    """The same gaps in the same order, and no tag open across one: then words can go in pairs."""
    whole = all(markup.clean(words) == words.strip() for words in first[::2] + second[::2])
    return first[1::2] == second[1::2] and whole


def _pair(zh: str, en: str, codes: dict[str, str]) -> str:
    if _MARKER.fullmatch(zh):
        return _filled(zh, codes)
    return languages.join_spans({"zh": zh, "en": en}) if zh.strip() or en.strip() else zh


def _filled(words: str, codes: dict[str, str]) -> str:
    found = _MARKER.fullmatch(words)
    return codes.get(found.group(1), words) if found else words
