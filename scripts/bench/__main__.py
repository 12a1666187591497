"""Measure the site on PostgreSQL and Redis under gunicorn, beside a bare Wagtail page.

Production settings, 2 processes of 4 threads, HTML only, uncompressed, over loopback; the catalog
has 300 courses more than the demo content. Every page is measured in the same run as the lesson
page of a bare Wagtail site (what `wagtail start` makes, one page type, the same PostgreSQL,
gunicorn and persistent connections), read by someone who is signed in: that is `bare`.

  <page>.cpu    CPU a request of web processes, PostgreSQL and Redis together, one client;
                the median of three rounds
  <page>.ratio  the same, divided by bare.cpu
  <page>.rate   answers a second with 16 clients
  <page>.p50    half of the 16 clients' requests take no longer
  <page>.p95    19 of 20 take no longer
  <page>.size   the largest answer's body

catalog, course, lesson, quiz (the page before an attempt), my_learning: read by learners who are
signed in; *_anonymous: by a visitor. quiz_start, quiz_submit: the POST alone; quiz_paper,
quiz_result: the pages that follow them. verify: the page behind the QR code, read by a stranger.
exam_start, exam_save, exam_submit: a timed
paper of 20 questions, every answer saved as JSON as the page's script does; 16 candidates at once.
sign_in: the POST of the right password. certificates: issued in one process and batch: facts,
credential with two proofs, log, PDF/A, seal, storage, record; the plain way of rendering and the
fast one, the rate and the memory that a batch adds for the fast one. statistics.10000: the item
analysis of 10,000 attempts at 20 questions, read, computed and kept; its CPU is the worker's and
PostgreSQL's.

ARGS="course quiz_result certificates" measures these only.
BENCH_QUICK=1 measures less, and less exactly. It needs Linux, PostgreSQL and redis-server.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from types import FrameType

from scripts.bench import stage
from scripts.bench.figures import Figure, as_json, table
from scripts.bench.measuring import FULL, QUICK, Bench
from scripts.bench.stage import BARE, OURS, ROOT, Missing, Services, Site


def certificates(site: Site) -> Iterator[Figure]:
    """Issue in a process of its own, as the worker does."""
    command = [sys.executable, "-m", "scripts.bench.certificates"]
    done = subprocess.run(command, cwd=ROOT, env=site.env, check=True, stdout=subprocess.PIPE)
    said = json.loads(done.stdout)
    cpu = {way: said[way]["cpu"] / said[way]["count"] * 1000 for way in ("plain", "fast")}
    yield Figure("certificates.plain.cpu", cpu["plain"], "ms")
    yield Figure("certificates.fast.cpu", cpu["fast"], "ms")
    yield Figure("certificates.ratio", cpu["plain"] / cpu["fast"], "x fast")
    yield Figure(
        "certificates.rate", said["fast"]["count"] / said["fast"]["seconds"], "certificates/s"
    )
    yield Figure("certificates.memory", said["fast"]["kilobytes"] / 1024, "MB more")
    yield Figure("certificates.size", said["bytes"], "bytes")


def statistics(site: Site, behind: Services) -> Iterator[Figure]:
    """Analyze in a process of its own, as the worker does; the attempts are written just before."""
    pids = [str(pid) for pid in behind.pids()]
    command = [sys.executable, "-m", "scripts.bench.statistics", *pids]
    done = subprocess.run(command, cwd=ROOT, env=site.env, check=True, stdout=subprocess.PIPE)
    said = json.loads(done.stdout)
    yield Figure(f"statistics.{said['count']}.seconds", said["seconds"], "s")
    yield Figure(f"statistics.{said['count']}.cpu", said["cpu"], "s")


def measure(chosen: frozenset[str]) -> list[Figure]:
    """Start everything, measure, stop everything."""
    counts = QUICK if os.environ.get("BENCH_QUICK") == "1" else FULL
    with ExitStack() as stack:
        behind = stack.enter_context(stage.services())
        bare = stack.enter_context(stage.site("bare", BARE, behind))
        ours = stack.enter_context(stage.site("ours", OURS, behind))
        print("Measuring …", flush=True)
        bench = Bench(ours, bare, behind, counts, chosen)
        bench.run()
        figures = list(bench.figures())
        if not chosen or "certificates" in chosen:
            figures += certificates(ours)
        if not chosen or "statistics" in chosen:
            figures += statistics(ours, behind)
        return figures


def on_terminate(number: int, frame: FrameType | None) -> None:
    """Stop what was started, as Ctrl-C does."""
    raise KeyboardInterrupt


def main() -> int:
    """Print the table and write `bench.json`."""
    signal.signal(signal.SIGTERM, on_terminate)
    try:
        figures = measure(frozenset(sys.argv[1:]))
    except Missing as missing:
        print(f"make bench: needs {missing}; scripts/setup.sh test installs it where it may.")
        return 1
    print(table(figures))
    (ROOT / "bench.json").write_text(as_json(figures), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
