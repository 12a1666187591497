"""What the worker does for certificates; every task may run twice."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from celery import shared_task
from django.utils import timezone

from certificates import batching, issuing, keyring, proposing, publishing, recording, reminding
from certificates.checking import forgetting, ordering, working
from certificates.models import Certificate
from courses.models import CourseCompletion
from operations import beating, jobs

logger = logging.getLogger(__name__)
KEY_HEARTBEAT = "signing key"
KEY_WARNING = "signing key, soon"
# How many a sweep takes on at once.
MOST = 200


@shared_task
def issue_certificate(completion_id: int) -> None:
    """Issue the certificate of one completion."""
    issuing.issue(completion_id, at=timezone.now())


@shared_task
def make_certificate(certificate_id: int) -> None:
    """Sign, log and seal one planned certificate."""
    issuing.make([Certificate.objects.to_make().get(pk=certificate_id)], at=timezone.now())


@shared_task
def publish_status_lists() -> None:
    """Sign and publish the lists whose bits have changed, and those that grow old."""
    publishing.publish(keyring.load(), at=timezone.now())


@shared_task
def integrate_log() -> None:
    """Bring what waits into the transparency log: files that were made, statuses that changed."""
    recording.integrate(recording.signer(keyring.load().log_key), at=timezone.now())


@shared_task
def issue_batch(job_id: int, lane: int) -> None:
    """Issue to the members of a class."""
    jobs.run(batching.TASK, job_id, lane, batching.work, clock=timezone.now)


@shared_task
def carry_out_revocations(job_id: int, lane: int) -> None:
    """Revoke what two people have agreed to revoke."""
    jobs.run(proposing.TASK, job_id, lane, proposing.carry_out, clock=timezone.now)


@shared_task
def revive_jobs() -> None:
    """Go on with what a killed worker has left."""
    now = timezone.now()
    jobs.revive(batching.KIND, batching.TASK, at=now, lanes=batching.LANES)
    jobs.revive(proposing.KIND, proposing.TASK, at=now)
    jobs.revive(ordering.KIND, ordering.TASK, at=now)


@shared_task
def issue_missing_certificates() -> None:
    """Issue what was not issued: a lost message, a worker that died, a key that was missing."""
    now = timezone.now()
    # Who has no legal name yet must not stand in the way of the others.
    named = CourseCompletion.objects.exclude(enrollment__user__legal_name="")
    waiting = named.filter(certificates=None).order_by("pk")
    for completion_id in waiting.values_list("pk", flat=True)[:MOST]:
        with _logged(f"certificate for completion {completion_id}"):
            issuing.issue(completion_id, at=now)
    unfinished = Certificate.objects.to_make().unsealed().filter(problem="").order_by("pk")
    with _logged("certificate for those unfinished"):
        issuing.make(list(unfinished[:MOST]), at=now)


@shared_task
def remind_of_expiry() -> None:
    """Write to the holders of what ends; each is told once of each stage."""
    now = timezone.now()
    for certificate, stage in reminding.due(at=now):
        with _logged(f"reminder of {certificate}"):
            reminding.remind(certificate, stage, at=now)


@contextmanager
def _logged(what: str) -> Iterator[None]:
    """One that fails must not keep the others waiting."""
    try:
        yield
    except Exception:
        logger.exception("No %s.", what)


@shared_task
def report_signing_key() -> None:
    """Publish what is due of this worker's keys, and say whether it can sign, and for how long.

    `/readyz` reads the report; a new set of keys is known to verifiers before it first signs.
    """
    now = timezone.now()
    report = keyring.report(at=now)
    beating.beat(KEY_HEARTBEAT, at=now, problem=report.problem)
    beating.beat(KEY_WARNING, at=now, problem=report.warning)


@shared_task
def check_list(job_id: int, lane: int) -> None:
    """Check a list; where it was broken off it goes on."""
    jobs.run(ordering.TASK, job_id, lane, working.work, clock=timezone.now)


@shared_task
def forget_lists() -> None:
    """Remove the files of lists that are old, or whose owner has gone."""
    now = timezone.now()
    forgetting.forget_old(at=now)
    forgetting.remove_strays(at=now)
