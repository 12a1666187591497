"""essay, description, and the types that have no counterpart here."""

from collections.abc import Iterator
from decimal import Decimal

from assessments.exchange.building import Json, given
from assessments.exchange.moodle import target
from assessments.exchange.moodle.source import Source
from assessments.exchange.notes import NotSupported
from assessments.exchange.safe_xml import Element

# What is different where a response is not written in the editor.
_RESPONSES = {
    "editorfilepicker": "files can't be put into the text",
    "noinline": "the response is typed, not only uploaded",
    "monospaced": "the response is not shown in a typewriter face",
}
_WITHOUT = {
    "ddimageortext": "texts and images that are dragged onto an image have no question type here",
    "ddmarker": "several markers that are dragged onto an image have no question type here",
    "random": "a random draw belongs to a quiz here, not to the bank",
    "randomsamatch": "matching made of random questions has no question type here",
}
_SEVERAL = 3
_MANY = Decimal(100_000)
_COUNTS = {"min_words": "minwordlimit", "max_words": "maxwordlimit"}


def read_essay(source: Source) -> Json:
    response = source.value("responseformat", "editor")
    if response in _RESPONSES:
        source.notes.approximated(_RESPONSES[response])
    model = source.rich("graderinfo")
    if model:
        source.notes.noted("the information for graders is the model answer now")
    counts = {ours: _count(source, theirs) for ours, theirs in _COUNTS.items()}
    return {
        "type": "essay",
        "rows": _count(source, "responsefieldlines") or 15,
        **{name: count for name, count in counts.items() if count},
        **given(template=source.rich("responsetemplate"), model_answer=model),
        **_attachments(source),
    }


def read_description(source: Source) -> Json:
    return {"type": "description"}


def write_essay(definition: Json) -> Iterator[Element]:
    yield target.value("responseformat", "editor")
    yield target.value("responserequired", "1")
    yield target.value("responsefieldlines", str(definition.get("rows", 12)))
    for ours, theirs in _COUNTS.items():
        if definition.get(ours):
            yield target.value(theirs, str(definition[ours]))
    yield target.value("attachments", str(definition.get("attachments", 0)))
    yield target.value("attachmentsrequired", "0")
    yield target.rich("graderinfo", definition.get("model_answer", {}))
    yield target.rich("responsetemplate", definition.get("template", {}))


def write_description(definition: Json) -> Iterator[Element]:
    return iter(())


def without_counterpart(source: Source) -> Json:
    kind = source.attribute("type")
    raise NotSupported(_WITHOUT.get(kind, f"the type {kind[:40]} of Moodle is not known here"))


def _attachments(source: Source) -> Json:
    count = _count(source, "attachments")
    if count < 0:
        source.notes.approximated(f"any number of attachments became {_SEVERAL}")
        count = _SEVERAL
    if source.flag("attachmentsrequired", default=False):
        source.notes.approximated("attachments can be given here, but not required")
    return {"attachments": count} if count else {}


def _count(source: Source, path: str) -> int:
    """Within what any form of ours takes; the kernel has the last word."""
    count = source.number(path, "0")
    return int(min(max(count, -_MANY), _MANY))
