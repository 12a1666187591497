"""Issue certificates in this process: plan, sign, log, render, seal, store, record.

First the plain way, then the fast one, each in one batch of as many; the first of all loads the
fonts and isn't counted.
"""

import json
import resource
import time
from collections.abc import Sequence
from typing import Any

from scripts import django_ready  # noqa: F401 - the models below need it

# isort: split
from django.core.files.storage import storages
from django.utils import timezone

from certificates import fast_rendering, freezing, issuing, rendering
from certificates.models import Certificate
from courses.models import CourseCompletion


def issued(completions: Sequence[int], render: Any) -> dict[str, float]:
    """What it took to issue to these, by that way of rendering."""
    issuing.render = render  # type: ignore[attr-defined]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, cpu = time.perf_counter(), time.process_time()
    planned = [freezing.plan(completion, at=timezone.now()) for completion in completions]
    issuing.make(planned, at=timezone.now())
    taken = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - cpu}
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    return {"count": len(planned), "kilobytes": grown, **taken}


def main() -> None:
    """Print what both ways took, and the largest file."""
    waiting = CourseCompletion.objects.filter(certificates=None).order_by("pk")
    first, *others = waiting.values_list("pk", flat=True)
    issuing.issue(first, at=timezone.now())
    half = len(others) // 2
    plain = issued(others[:half], rendering.render)
    fast = issued(others[half:], fast_rendering.render)
    store, names = storages[issuing.STORAGE], Certificate.objects.sealed().values_list("pdf_name")
    size = max(store.size(name) for (name,) in names.filter(completion__in=others))
    print(json.dumps({"plain": plain, "fast": fast, "bytes": size}))


if __name__ == "__main__":
    main()
