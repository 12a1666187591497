"""Keep a file that was uploaded with what was read from it; the bank is not touched."""

import hashlib
from datetime import datetime
from typing import Any

from assessments import authoring
from assessments.blocks import pictures
from assessments.exchange.checking import unsupported
from assessments.grading.definition import InvalidDefinition
from assessments.importing.digests import digest_of_draft
from assessments.importing.reading import read
from assessments.models import QuestionImport
from courses.models import CenterImage
from people.models import User

Json = dict[str, Any]


def receive(name: str, data: bytes, format_key: str, *, by: User, at: datetime) -> QuestionImport:
    """Read the file and keep it to be looked at. Raises Unreadable."""
    found, report = read(name, data, format_key)
    images = _images(report["drafts"])
    report["drafts"] = [_usable(draft, found.key, images) for draft in report["drafts"]]
    received: QuestionImport = QuestionImport.objects.create(
        name=name[:200],
        format=found.key,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by=by,
        uploaded_at=at,
        report=report,
    )
    return received


def _images(drafts: list[Json]) -> set[str]:
    """The references that lead to images of this library."""
    wanted = {pictures.image_of(_reference(draft)) for draft in drafts} - {None}
    return {pictures.reference(image) for image in CenterImage.objects.filter(pk__in=wanted)}


def _reference(draft: Json) -> str:
    return str((draft["definition"].get("image") or {}).get("reference", ""))


def _usable(draft: Json, format_key: str, images: set[str]) -> Json:
    """With an image of this library or none, and a definition that the form can hold."""
    definition = draft["definition"]
    problems = list(draft["problems"])
    if definition["type"] == "hotspot" and _reference(draft) not in images:
        definition = {**definition, "image": {**definition["image"], "reference": "-"}}
        problems.append(_problem("approximated", draft, "choose the image in the draft"))
    try:
        authoring.body_of(definition)
    except (InvalidDefinition, LookupError, TypeError, ValueError) as refusal:
        source, reason = str(definition), str(refusal)
        definition = unsupported(definition.get("stem"), format_key, source, reason)
        problems.append(_problem("refused", draft, f"kept, but can't be asked: {reason}"))
    usable = {**draft, "definition": definition, "problems": problems}
    return {**usable, "sha256": digest_of_draft(usable)}


def _problem(severity: str, draft: Json, message: str) -> Json:
    return {"severity": severity, "where": draft["name"], "message": message}
