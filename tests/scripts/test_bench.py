"""The arithmetic behind `make bench`, and its load generator."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scripts.bench import load
from scripts.bench.client import Answer, Request, UnexpectedAnswer
from scripts.bench.figures import Figure, as_json, median, percentile, rounded, table
from scripts.bench.measuring import Page

FIGURES = [Figure("catalog.p95", 123.456, "ms"), Figure("lesson.ratio", 0.98765, "x bare")]


@pytest.mark.parametrize(
    ("share", "value"), [(0.5, 10), (0.95, 19), (1.0, 20), (0.0, 1), (0.951, 20)]
)
def test_a_percentile_is_a_value_that_was_measured(share: float, value: int) -> None:
    assert percentile(list(range(20, 0, -1)), share) == value


def test_the_median_of_one_value_is_that_value() -> None:
    assert median([7.5]) == 7.5


@pytest.mark.parametrize(
    ("value", "shown"), [(0.98765, 0.988), (9.999, 10), (123.456, 123), (0.0, 0)]
)
def test_values_keep_three_digits(value: float, shown: float) -> None:
    assert rounded(value) == shown


def test_the_table_says_name_value_unit() -> None:
    rows = [line.split(maxsplit=2) for line in table(FIGURES).splitlines()]
    assert rows == [["catalog.p95", "123", "ms"], ["lesson.ratio", "0.988", "x bare"]]


def test_the_file_says_the_same() -> None:
    assert json.loads(as_json(FIGURES)) == {
        "catalog.p95": {"value": 123, "unit": "ms"},
        "lesson.ratio": {"value": 0.988, "unit": "x bare"},
    }


def test_a_page_without_load_has_no_rate() -> None:
    names = [figure.name for figure in Page(cpu=[0.02, 0.01, 0.03]).figures("sign_in", 0.01)]
    assert names == ["sign_in.cpu", "sign_in.ratio"]


def test_a_page_is_compared_with_the_yardstick() -> None:
    page = Page([0.02], [Answer(0.010, 500, ""), Answer(0.030, 700, "")], seconds=0.5)
    found = {figure.name: figure.value for figure in page.figures("lesson", 0.01)}
    assert found == {
        "lesson.cpu": 20,
        "lesson.ratio": 2,
        "lesson.rate": 4,
        "lesson.p50": 10,
        "lesson.p95": 30,
        "lesson.size": 700,
    }


class _Echo(BaseHTTPRequestHandler):
    """Answers with the path that it was asked for, and 404 where that is /absent."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.path.encode()
        self.send_response(404 if self.path == "/absent" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_answers_come_in_the_order_of_the_requests(port: int) -> None:
    requests = [Request(f"/{'x' * length}") for length in range(12)]
    run = load.at_once(port, requests, clients=4)
    assert [answer.size for answer in run.answers] == list(range(1, 13))


def test_another_status_than_expected_ends_the_run(port: int) -> None:
    with pytest.raises(UnexpectedAnswer, match="GET /absent: 404"):
        load.one_by_one(port, [Request("/"), Request("/absent")])
