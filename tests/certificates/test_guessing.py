"""Guessing: nothing near a code is found, all failures are alike, and nobody may try for long."""

from collections.abc import Iterator
from itertools import combinations, islice

import pytest
from django.core.cache import cache
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from certificates import codes, verifying
from certificates.codes import ALPHABET, LENGTH, check_character
from certificates.models import Certificate
from people.models import User
from tests.factories import certificates
from tests.factories.courses import CourseTree

pytestmark = pytest.mark.usefixtures("wording")
MANY, SOME = 10_000, 300
RATES = {"address": "1000000/m/ip", "guess": "1000000/h/key"}


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.sealed_without_file(learner, tree)


@pytest.fixture
def unlimited(settings: Settings) -> None:
    settings.VERIFY_RATES = RATES


def near_misses(code: str) -> Iterator[str]:
    """One character off, with the check character right and as it was, and any two swapped."""
    body, check = code[:LENGTH], code[LENGTH:]
    for place in range(LENGTH):
        for sign in ALPHABET.replace(body[place], ""):
            other = body[:place] + sign + body[place + 1 :]
            yield from {other + check, other + check_character(other)}
    for first, second in combinations(range(LENGTH), 2):
        signs = list(body)
        signs[first], signs[second] = signs[second], signs[first]
        swapped = "".join(signs)
        if swapped != body:
            yield swapped + check_character(swapped)


def misses_of(issued: list[Certificate], number: int) -> list[str]:
    """So many different ones, from around each code alike, with a share of right check signs."""
    around = (near_misses(certificate.code) for certificate in issued)
    found = {miss for misses in around for miss in islice(misses, -(-number // len(issued)))}
    return sorted(found - {certificate.code for certificate in issued})


def test_ten_thousand_near_misses_find_nothing(certificate: Certificate) -> None:
    issued = [certificate, *certificates.copies(certificate, 10)]
    guesses = misses_of(issued, MANY + 100)[:MANY]
    assert len(guesses) == MANY
    right = sum(bool(codes.canonical(guess)) for guess in guesses)
    assert right > MANY / 3
    assert [guess for guess in guesses if verifying.find(guess)] == []
    assert verifying.find(certificate.code) == certificate


def test_each_costs_one_query_whatever_is_wrong_with_it(certificate: Certificate) -> None:
    for guess in (*misses_of([certificate], SOME), "", "nonsense", certificate.serial, "a" * 500):
        with CaptureQueriesContext(connection) as queries:
            verifying.find(guess)
        assert len(queries) == 1


@pytest.mark.usefixtures("unlimited")
def test_each_gets_the_same_bytes_and_the_same_work(certificate: Certificate) -> None:
    client, answers = Client(), set()
    for guess in (*misses_of([certificate], SOME), "nonsense"):
        reset_queries()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/verify/{guess}/")
        asked = [query["sql"] for query in queries if "certificates_" in query["sql"]]
        body = response.content.replace(guess.encode(), b"")
        answers.add((response.status_code, body, len(asked)))
    ((status, _body, asked_once),) = answers
    assert (status, asked_once) == (404, 1)


@pytest.mark.usefixtures("unlimited")
def test_a_wrong_number_and_a_wrong_name_are_not_told_apart(certificate: Certificate) -> None:
    client, answers = Client(), set()
    pairs = [
        (certificate.serial, "杜若兰"),
        (certificate.serial, ""),
        ("CCIP-2026-9999999-1", "杜若岚"),
        ("", ""),
        (certificate.code, "杜若岚"),
        ("\x00", "\x00"),
    ]
    for serial, name in pairs:
        with CaptureQueriesContext(connection) as queries:
            response = client.post("/verify/", {"serial": serial, "name": name})
        asked = [query["sql"] for query in queries if "certificates_" in query["sql"]]
        answers.add((response.status_code, response.content, len(asked)))
    assert [(status, asked) for status, _body, asked in answers] == [(404, 1)]


def from_address(number: int) -> Client:
    return Client(REMOTE_ADDR=f"198.51.100.{number}")


def test_guesses_around_one_code_are_limited_wherever_they_come_from(
    certificate: Certificate, settings: Settings
) -> None:
    settings.VERIFY_RATES = {**RATES, "guess": "3/h/key"}
    guesses = misses_of([certificate], 5)
    family = codes.family(certificate.code)
    near = [guess for guess in near_misses(certificate.code) if guess.startswith(family)][:4]
    told = [
        from_address(place).get(f"/verify/{guess}/").status_code for place, guess in enumerate(near)
    ]
    assert told == [404, 404, 404, 429]
    # Else a guesser would know the right one by its being answered.
    assert from_address(9).get(f"/v/{certificate.code}").status_code == 429
    elsewhere = next(guess for guess in guesses if not guess.startswith(family))
    assert from_address(9).get(f"/verify/{elsewhere}/").status_code == 404


def test_guesses_at_one_name_are_limited_by_number_and_by_code(
    certificate: Certificate, settings: Settings
) -> None:
    settings.VERIFY_RATES = {**RATES, "guess": "4/h/key"}
    lookup = {"serial": f" {certificate.serial.lower()}", "name": "杜若兰"}
    page = f"/verify/{certificate.code}/"
    for place in range(2):
        assert from_address(place).post("/verify/", lookup).status_code == 404
        assert from_address(place).post(page, {"name": "杜若兰"}).status_code == 200
    assert from_address(5).post("/verify/", lookup).status_code == 429
    assert from_address(6).post(page, {"name": "杜若岚"}).status_code == 429
    assert from_address(6).get(page).status_code == 200
    other = {**lookup, "serial": "CCIP-2026-9999999-1"}
    assert from_address(7).post("/verify/", other).status_code == 404
