"""Issue certificates one after another in this process: render, sign, seal, store, record."""

import json
import time

from scripts import django_ready  # noqa: F401 - the models below need it

# isort: split
from django.core.files.storage import storages
from django.utils import timezone

from certificates import issuing
from courses.models import CourseCompletion


def main() -> None:
    """Print what it took; the first one loads the fonts and isn't counted."""
    waiting = CourseCompletion.objects.filter(certificates=None).order_by("pk")
    first, *others = waiting.values_list("pk", flat=True)
    issuing.issue(first, at=timezone.now())
    started, cpu = time.perf_counter(), time.process_time()
    issued = [issuing.issue(completion, at=timezone.now()) for completion in others]
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    store = storages[issuing.STORAGE]
    size = max(store.size(certificate.pdf_name) for certificate in issued)
    print(json.dumps({"count": len(issued), "seconds": seconds, "cpu": cpu, "bytes": size}))


if __name__ == "__main__":
    main()
