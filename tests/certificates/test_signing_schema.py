"""What we issue conforms to our schema, and one word more, or another kind of value, does not."""

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from certificates.signing import schema, shipped
from certificates.signing.kinds import KINDS
from tests.certificates import specimen

Document = dict[str, Any]


def issued(**changes: Any) -> Document:
    """A credential with all that one may have."""
    most = {
        "valid_until": datetime(2029, 11, 22, tzinfo=UTC),
        "status_list": "https://training.example/status/1",
        "status_index": 94567,
    }
    return specimen.credential(**{**most, **changes})


def test_the_schema_is_a_schema() -> None:
    document = shipped.document("schemas", "training-credential")
    jsonschema.Draft202012Validator.check_schema(document)


CHANGES: list[dict[str, Any]] = [
    {},
    {"score": Decimal(1), "hours": Decimal("12.5"), "valid_until": None},
    {"score": Decimal("0.0001"), "recipient_latin_name": ""},
    {"score": Decimal(0), "achievement_description_zh": "两行\n文字", "course_title_en": "A" * 500},
    {"issuer_did": "did:web:127.0.0.1%3A8000", "issuer_url": "http://127.0.0.1:8000/"},
]
ALL = [{"type": kind, **changes} for kind in KINDS for changes in CHANGES]
ALL += [{"type": "completion", "score": None}]


@pytest.mark.parametrize("changes", ALL)
def test_what_we_issue_conforms(changes: dict[str, Any]) -> None:
    assert schema.conforms(issued(**changes)) == []
    assert schema.conforms(specimen.credential(**changes)) == []


@pytest.mark.parametrize("changes", ALL)
def test_what_we_issue_is_an_open_badge(changes: dict[str, Any]) -> None:
    path = specimen.corpus("schema", "ob_v3p0_achievementcredential_schema.json")
    published = json.loads(path.read_text("utf-8"))
    formats = jsonschema.FormatChecker()
    checker = jsonschema.Draft201909Validator(published, format_checker=formats)
    assert [error.message for error in checker.iter_errors(issued(**changes))] == []


def _objects(value: object, path: str = "$") -> list[str]:
    """The paths of all objects in a document."""
    if isinstance(value, dict):
        found = [
            deeper for key, item in value.items() for deeper in _objects(item, f"{path}.{key}")
        ]
        return [path, *found]
    if isinstance(value, list):
        return [deeper for n, item in enumerate(value) for deeper in _objects(item, f"{path}[{n}]")]
    return []


def _at(document: Any, path: str) -> Any:
    for step in path.replace("[", ".").replace("]", "").split(".")[1:]:
        document = document[int(step) if step.isdigit() else step]
    return document


WHOLE = issued()
PATHS = _objects(WHOLE)


@pytest.mark.parametrize("path", PATHS)
def test_no_object_may_say_more(path: str) -> None:
    document = copy.deepcopy(WHOLE)
    _at(document, path)["displayName_zh"] = "王明"
    assert f"{path}: additionalProperties" in schema.conforms(document)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("value", [None, True, 7, "王明\n", [], {}, ["王明"], {"id": "urn:x"}])
def test_no_value_may_be_of_another_kind(path: str, value: object) -> None:
    for member, original in _at(WHOLE, path).items():
        document = copy.deepcopy(WHOLE)
        _at(document, path)[member] = value
        # Hours may be a 7, and texts of several lines may end in a line's end.
        is_allowed = type(original) is type(value) and member in _FREE
        assert bool(schema.conforms(document)) != is_allowed, member


_FREE = ("creditsEarned", "creditsAvailable", "description", "narrative")


def _cut(member: str) -> Callable[[Document], object]:
    return lambda document: document["credentialSubject"].pop(member)


@pytest.mark.parametrize(
    "bend",
    [
        _cut("achievement"),
        _cut("identifier"),
        lambda document: document["credentialSubject"]["achievement"].pop("resultDescription"),
        lambda document: document["credentialSubject"]["identifier"].extend([{}, {}]),
        lambda document: document["credentialSubject"].update(creditsEarned=-1),
        lambda document: document["credentialSubject"].update(creditsEarned=1e300),
        lambda document: document["credentialSubject"]["result"][0].update(value="101"),
        lambda document: document["credentialSubject"]["result"][0].update(value="100.5"),
        lambda document: document.update(validFrom="2026-11-22T08:30:05+08:00"),
        lambda document: document.update(name=""),
        lambda document: document["issuer"].update(url="javascript:alert(1)"),
        lambda document: document["proof"].pop(),
        lambda document: document["proof"].reverse(),
        lambda document: document["proof"].append(document["proof"][0]),
        lambda document: document.update(credentialStatus=[document["credentialStatus"]] * 2),
    ],
)
def test_bent_documents_do_not_conform(bend: Callable[[Document], object]) -> None:
    document = copy.deepcopy(WHOLE)
    bend(document)
    assert schema.conforms(document)


@pytest.mark.parametrize("document", [None, [], "", 7, {}])
def test_only_a_credential_conforms(document: object) -> None:
    assert schema.conforms(document)


def test_a_bottomless_document_does_not_conform() -> None:
    nested: dict[str, Any] = {"name": {}}
    document = nested
    for _ in range(100_000):
        nested["name"] = nested = {}
    assert schema.conforms(document) == ["$: too deep"]
    while document:  # Taken apart by hand: the interpreter's own way is recursive.
        document = document.pop("name", {})


def test_nothing_of_the_document_is_repeated() -> None:
    assert "王明" not in json.dumps(schema.conforms({"王明": "王明"}), ensure_ascii=False)
