"""Issue certificates to a class in this process, in chunks: plan, sign, log, render, seal, store.

First the plain way, then the fast one; the first certificate of all loads the fonts and isn't
counted.
"""

import json
import resource
import time
from collections.abc import Sequence
from itertools import cycle, islice, product
from typing import Any

from scripts import django_ready  # noqa: F401 - the models below need it

# isort: split
from django.core.files.storage import storages
from django.utils import timezone

from certificates import batching, fast_rendering, freezing, issuing, rendering
from certificates.models import Certificate
from courses.models import CourseCompletion, Enrollment
from people.models import User

PLAIN, FAST = 30, 170
SURNAMES = {"王": "WANG", "李": "LI", "张": "ZHANG", "欧阳": "OUYANG", "杜": "DU", "司马": "SIMA"}
GIVEN = {"伟": "Wei", "若岚": "Ruolan", "静": "Jing", "喆": "Zhe", "明远": "Mingyuan", "雨": "Yu"}


def completions(count: int) -> list[int]:
    """So many people complete a course, as the first one in the records did."""
    pattern = CourseCompletion.objects.order_by("pk")[0]
    names = islice(cycle(product(SURNAMES.items(), GIVEN.items())), count)
    people = User.objects.bulk_create(
        User(
            email=f"class{number}@example.org",
            legal_name=surname + given,
            latin_name=f"{latin} {latin_given}",
        )
        for number, ((surname, latin), (given, latin_given)) in enumerate(names)
    )
    enrollments = Enrollment.objects.bulk_create(
        Enrollment(user=user, course_key=pattern.course_key, enrolled_at=pattern.completed_at)
        for user in people
    )
    frozen = (
        *("course_key", "course_title_zh", "course_title_en", "course_summary_zh"),
        *("course_summary_en", "score", "hours", "completed_at"),
    )
    made = CourseCompletion.objects.bulk_create(
        CourseCompletion(enrollment=each, **{name: getattr(pattern, name) for name in frozen})
        for each in enrollments
    )
    return [completion.pk for completion in made]


def issued(completions: Sequence[int], render: Any) -> dict[str, float]:
    """What it took to issue to these, by that way of rendering."""
    issuing.render = render  # type: ignore[attr-defined]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, cpu = time.perf_counter(), time.process_time()
    for start in range(0, len(completions), batching.CHUNK):
        chunk = completions[start : start + batching.CHUNK]
        planned = freezing.plan_all(chunk, at=timezone.now())
        refused = issuing.make(list(planned.values()), at=timezone.now())  # type: ignore[arg-type]
        assert not refused
    taken = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - cpu}
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    return {"count": len(completions), "kilobytes": grown, **taken}


def main() -> None:
    """Print what both ways took, and the largest file."""
    first, *others = completions(1 + PLAIN + FAST)
    issuing.issue(first, at=timezone.now())
    plain = issued(others[:PLAIN], rendering.render)
    fast = issued(others[PLAIN:], fast_rendering.render)
    store, names = storages[issuing.STORAGE], Certificate.objects.sealed().values_list("pdf_name")
    size = max(store.size(name) for (name,) in names.filter(completion__in=others))
    print(json.dumps({"plain": plain, "fast": fast, "bytes": size}))


if __name__ == "__main__":
    main()
