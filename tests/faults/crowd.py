"""Twenty at once, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

T = TypeVar("T")


def at_once(call: Callable[[int], T], people: int = 20) -> list[T | Exception]:
    """Let as many threads call at the same moment; what each got, or what it raised."""
    ready = Barrier(people)

    def one(number: int) -> T | Exception:
        try:
            ready.wait(30)
            return call(number)
        except Exception as error:  # noqa: BLE001 - the test judges it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))
