"""Send requests from one client or from many at once."""

import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from scripts.bench.client import Answer, Client, Request


@dataclass(frozen=True)
class Run:
    """The answers in the order of the requests, and how long all of them took."""

    answers: list[Answer]
    seconds: float


@dataclass
class _Queue:
    """Requests that wait, the answers to those that don't, and what went wrong."""

    waiting: "queue.SimpleQueue[tuple[int, Request]]" = field(default_factory=queue.SimpleQueue)
    answers: dict[int, Answer] = field(default_factory=dict)
    errors: list[Exception] = field(default_factory=list)

    def work_off(self, port: int) -> None:
        """One client's work: the next request as soon as there is an answer."""
        client = Client(port)
        try:
            while not self.errors:
                number, request = self.waiting.get_nowait()
                self.answers[number] = client.send(request)
        except queue.Empty:
            return
        except Exception as error:  # noqa: BLE001 - raised again by the caller's thread
            self.errors.append(error)
        finally:
            client.close()


def one_by_one(port: int, requests: Sequence[Request]) -> Run:
    """One client, one request after another."""
    return at_once(port, requests, clients=1)


def at_once(port: int, requests: Sequence[Request], *, clients: int) -> Run:
    """So many clients, each with a connection of its own."""
    shared = _Queue()
    for item in enumerate(requests):
        shared.waiting.put(item)
    threads = [threading.Thread(target=shared.work_off, args=[port]) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    if shared.errors:
        raise shared.errors[0]
    return Run([shared.answers[number] for number in sorted(shared.answers)], seconds)
