"""What people grade: texts and files."""

from assessments.exchange.notes import NotSupported
from assessments.exchange.qti.items import Item
from assessments.exchange.qti.proposals import Json
from assessments.exchange.safe_xml import Element


def essay(item: Item, interaction: Element) -> Json:
    _refuse_scored(item)
    rows = interaction.get("expectedLines", "")
    lines = (
        {"rows": min(int(rows), 60)} if rows.isdecimal() and 0 < len(rows) < 4 and int(rows) else {}
    )
    return {"type": "essay", "stem": item.stem(), **lines}


def upload(item: Item, interaction: Element) -> Json:
    _refuse_scored(item)
    return {"type": "file_upload", "stem": item.stem()}


def _refuse_scored(item: Item) -> None:
    """Rules that give marks for a text are more than waiting for a person to grade it."""
    for declared in item.probe.processing.responses.values():
        right = declared.correct.items if declared.correct else ()
        keys = [entry.key for entry in declared.mapping.entries] if declared.mapping else []
        for words in (*right, *keys, "-"):
            if item.probe.score({declared.identifier: (words,)}):
                raise NotSupported("a long text is scored by rules")
