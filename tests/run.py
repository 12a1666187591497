"""Run the whole suite: on SQLite, then on throwaway PostgreSQL and Redis with a browser."""

import os
import shutil
import signal
import subprocess
import sys
import tomllib
from contextlib import ExitStack
from pathlib import Path

from tests.plumbing.postgres import find_binaries, throwaway_postgres

ROOT = Path(__file__).resolve().parent.parent
NOTHING_RAN = 5
PARALLEL = ["-n", "2", "--dist", "worksteal"]
# To measure takes a third more time, and the run on SQLite reaches nearly all code.
MEASURED = [*PARALLEL, "--cov", "--cov-report=", "--cov-fail-under=0"]


def missing_services() -> list[str]:
    """What the run on real services lacks on this machine."""
    lacks_postgres = find_binaries() is None
    lacks_redis = shutil.which("redis-server") is None
    return ["PostgreSQL"] * lacks_postgres + ["redis-server"] * lacks_redis


def pytest(name: str, arguments: list[str], chosen: list[str], server: str = "") -> int:
    """One run of pytest, measured on SQLite unless only some tests were chosen; its exit code."""
    print(f"\n=== {name} {'=' * (90 - len(name))}", flush=True)
    options = chosen or (PARALLEL if server else MEASURED)
    env = {
        **os.environ,
        "TEST_POSTGRES_URL": server,
        "TEST_IS_DISTRIBUTED": "" if chosen else "1",
    }
    command = [sys.executable, "-m", "pytest", *arguments, *options]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def run_suites(chosen: list[str]) -> list[int]:
    """Both runs, or the one that this machine can do."""
    missing = missing_services()
    if missing:
        print(f"\n!!! SKIPPED: everything on real services, for want of {' and '.join(missing)}.")
        if os.environ.get("CI") == "true":
            sys.exit("In CI nothing may be skipped.")
        return [pytest("SQLite, browser", [], chosen)]
    with ExitStack() as stack:
        only_here = ["-m", "not browser and not postgres_only"]
        codes = [pytest("SQLite", only_here, chosen)]
        binaries = find_binaries()
        assert binaries is not None
        server = stack.enter_context(throwaway_postgres(binaries))
        codes.append(pytest("PostgreSQL, Redis, worker, browser", [], chosen, server))
    return codes


def check_coverage() -> int:
    """Judge all code, then the pure kernels, where every branch counts."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    kernels = ",".join(project["tool"]["training-center"]["pure-kernels"])
    coverage = [sys.executable, "-m", "coverage"]
    total = ["report", "--skip-covered", "--skip-empty"]
    pure = ["report", f"--include={kernels}", "--fail-under=100", "--skip-covered"]
    codes = [subprocess.run([*coverage, *what], cwd=ROOT, check=False) for what in (total, pure)]
    return max(done.returncode for done in codes)


def main() -> int:
    """Run, measure, and say whether all is well."""
    # An exit, unlike a signal, stops what was started.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    chosen = sys.argv[1:]
    codes = run_suites(chosen)
    if chosen:
        return 0 if 0 in codes and set(codes) <= {0, NOTHING_RAN} else max(codes)
    return max(codes) or check_coverage()


if __name__ == "__main__":
    sys.exit(main())
