"""The description of the interface: valid, complete, and readable under our policy."""

from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

pytestmark = pytest.mark.django_db


@pytest.fixture
def description(client: Client) -> Any:
    return client.get("/api/v1/openapi.json").json()


def references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [found for each in node for found in references(each)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return own + [found for each in node.values() for found in references(each)]


def test_it_is_an_openapi_document_without_loose_ends(description: Any) -> None:
    assert description["openapi"].startswith("3.1")
    assert description["info"]["title"]
    schemas = description["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    assert {name.rpartition("/")[2] for name in references(description)} <= set(schemas)


def test_every_operation_is_described_and_needs_a_key(description: Any) -> None:
    operations = [each for path in description["paths"].values() for each in path.values()]
    assert len(operations) == 8
    assert len({each["operationId"] for each in operations}) == 8
    for operation in operations:
        assert operation["description"]
        assert operation["security"] == [{"BearerKey": []}]
        assert {"401", "429"} <= set(map(str, operation["responses"]))


def test_the_documentation_comes_from_this_site(client: Client) -> None:
    page = client.get("/api/v1/docs").content.decode()
    assert "https://" not in page.replace("http://localhost", "")
    assert "/static/ninja/swagger-ui-bundle.js" in page
