"""A client that keeps its connection and speaks as the reverse proxy does."""

import http.client
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

HOST = "training.example"
TOKEN = "a" * 32
_addresses = itertools.count(1)


@dataclass(frozen=True)
class Request:
    """One request and the status that it must be answered with; a form or JSON makes it a POST."""

    path: str
    session: str = ""
    form: dict[str, list[str]] | None = None
    status: int = 200
    json: dict[str, Any] | None = None

    @property
    def body(self) -> str | None:
        """What is posted."""
        if self.json is not None:
            return json.dumps(self.json)
        return None if self.form is None else urlencode(self.form, doseq=True)

    @property
    def content_type(self) -> str:
        """What the body is."""
        return "application/x-www-form-urlencoded" if self.json is None else "application/json"


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took."""

    seconds: float
    size: int
    location: str


class UnexpectedAnswer(Exception):
    """The site answered something else: no figure can be trusted."""


def _address() -> str:
    """Another reader every time: rate limits are not what is measured."""
    number = next(_addresses)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


@dataclass
class Client:
    """One user's browser, without a cache."""

    port: int
    _connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def send(self, request: Request) -> Answer:
        """Send it, read all of the answer, and refuse any other status than the one expected."""
        body = request.body
        method = "GET" if body is None else "POST"
        headers = self._headers(request)
        started = time.perf_counter()
        try:
            self._connection.request(method, request.path, body, headers)
            response = self._connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # The server has closed a connection that was idle for too long.
            self._connection.close()
            self._connection.request(method, request.path, body, headers)
            response = self._connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - started
        if response.status != request.status:
            said = content.decode(errors="replace")[:300]
            raise UnexpectedAnswer(f"{method} {request.path}: {response.status}\n{said}")
        return Answer(seconds, len(content), response.getheader("Location") or "")

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    @staticmethod
    def _headers(request: Request) -> dict[str, str]:
        cookies = {"csrftoken": TOKEN, "sessionid": request.session}
        headers = {
            "Host": HOST,
            "Accept-Language": "zh-CN",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items() if value),
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": _address(),
        }
        if request.body is not None:
            headers["Content-Type"] = request.content_type
            headers["Referer"] = f"https://{HOST}/"
            headers["X-CSRFToken"] = TOKEN
        return headers
