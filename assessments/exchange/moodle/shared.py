"""What every question of Moodle XML has: words, penalty, hints, comments, mark, tags."""

from collections.abc import Iterator
from decimal import Decimal

from assessments.exchange.building import Json, given
from assessments.exchange.decimals import plain
from assessments.exchange.languages import guess
from assessments.exchange.markup import from_plain
from assessments.exchange.moodle import target
from assessments.exchange.moodle.source import Source
from assessments.exchange.safe_xml import Element
from assessments.grading.items.base import ItemType
from assessments.grading.registry import ITEM_TYPES

COMMENTS = {
    "right": "correctfeedback",
    "partial": "partiallycorrectfeedback",
    "wrong": "incorrectfeedback",
}
# Elements of a question that some reader looks at, or that only say how it looks in Moodle.
READ = frozenset({
    "name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber",
    "tags", "coursetags", "hint", "image", "image_base64", "single", "shuffleanswers",
    "answernumbering", "showstandardinstruction", "answer", "correctfeedback",
    "partiallycorrectfeedback", "incorrectfeedback", "shownumcorrect", "usecase", "units",
    "unitgradingtype", "unitpenalty", "showunits", "unitsleft", "instructions", "subquestion",
    "layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", "numberingstyle",
    "responseformat", "responserequired", "responsefieldlines", "minwordlimit", "maxwordlimit",
    "attachments", "attachmentsrequired", "graderinfo", "responsetemplate", "selectoption",
    "dragbox", "dataset_definitions", "synchronize", "correctresponsesfeedback",
})  # fmt: skip
# Files of old round a third to .33 or .333; Moodle mends that too.
_THIRD, _NEAR = Decimal("0.3333333"), Decimal("0.005")


def read_shared(source: Source, kind: str) -> Json:
    """All but the stem, which may be part of what the type reads."""
    _note_losses(source)
    return {
        **given(explanation=source.rich("generalfeedback"), hints=_hints(source)),
        **given(comments=_comments(source)),
        **_penalty(source, kind),
    }


def read_stem(source: Source, name: str) -> Json:
    stem = source.rich("questiontext")
    if not stem:
        source.notes.approximated("there is no question text: the name stands for it")
        stem = {guess(name): from_plain(name) or "-"}
    return stem


def read_mark(source: Source, definition: Json) -> Decimal:
    """A cloze is worth what its gaps weigh, a description nothing, whatever else stands there."""
    if source.attribute("type") in {"cloze", "multianswer"}:
        weights = (Decimal(gap["weight"]) for gap in definition.get("gaps", []))
        return sum(weights, Decimal(0)) or Decimal(1)
    if source.attribute("type") == "description":
        return Decimal(0)
    return max(source.number("defaultgrade", "1"), Decimal(0))


def read_tags(source: Source) -> tuple[str, ...]:
    tags = (tag.value() for tag in source.all("tags/tag") + source.all("coursetags/tag"))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def write_shared(definition: Json) -> Iterator[Element]:
    kind = str(definition["type"])
    yield target.value("penalty", str(definition.get("penalty", _default_penalty(kind))))
    yield target.value("hidden", "0")
    comments = definition.get("comments", {})
    for ours, theirs in COMMENTS.items():
        if comments.get(ours):
            yield target.rich(theirs, comments[ours])
    for hint in definition.get("hints", []):
        yield _written_hint(hint)


def _penalty(source: Source, kind: str) -> Json:
    default = _default_penalty(kind)
    penalty = source.number("penalty", default)
    if abs(penalty - _THIRD) < _NEAR:
        penalty = _THIRD
    if not 0 <= penalty <= 1:
        source.notes.approximated(f"a penalty of {plain(penalty)} is no share: {default} was taken")
        return {}
    return {} if penalty == Decimal(default) else {"penalty": plain(penalty)}


def _default_penalty(kind: str) -> str:
    known = ITEM_TYPES.get(kind)
    return known.default_penalty if known else ItemType.default_penalty


def _comments(source: Source) -> Json:
    return given(**{ours: source.rich(theirs) for ours, theirs in COMMENTS.items()})


def _hints(source: Source) -> list[Json]:
    read = (_hint(hint) for hint in source.all("hint"))
    return [hint for hint in read if hint]


def _hint(hint: Source) -> Json:
    text = hint.rich("hintcontent" if hint.has("hintcontent") else ".")
    if hint.value("options") not in {"", "0"}:
        hint.notes.approximated("an option of a hint was left out")
    flags = {"clear_wrong": "clearwrong", "show_count": "shownumcorrect"}
    found = {ours: True for ours, theirs in flags.items() if hint.has(theirs)}
    return {"text": text, **found} if text or found else {}


def _written_hint(hint: Json) -> Element:
    flags = []
    if hint.get("show_count"):
        flags.append(target.element("shownumcorrect"))
    if hint.get("clear_wrong"):
        flags.append(target.element("clearwrong"))
    return target.rich("hint", hint.get("text", {}), *flags)


def _note_losses(source: Source) -> None:
    if source.value("image_base64") or source.value("image"):
        name = source.value("image")[:200] or "without a name"
        source.notes.approximated(f"the image {name} was left out")
    if source.has("shownumcorrect"):
        source.notes.noted("the number of right parts is not shown after a try")
    if source.flag("hidden", default=False):
        source.notes.noted("the question was hidden in Moodle")
    for name in _unread(source):
        source.notes.noted(f"<{name[:40]}> was left out")


def _unread(source: Source) -> Iterator[str]:
    """Elements that say something which nothing here reads."""
    for child in source.element.iterchildren("*"):
        words = "".join(child.itertext()).strip()
        if child.tag not in READ and words not in {"", "0"}:
            yield str(child.tag)
