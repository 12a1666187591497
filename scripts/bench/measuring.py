"""Measure pages: CPU with one client, in rounds; speed with many."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scripts.bench import cpu, load
from scripts.bench.client import Answer, Request
from scripts.bench.figures import Figure, median, percentile
from scripts.bench.load import Run
from scripts.bench.stage import Services, Site

Send = Callable[[str, Site, Sequence[Request]], Run]


@dataclass(frozen=True)
class Counts:
    """How much is measured."""

    rounds: int
    alone: int
    together: int
    together_rounds: int
    clients: int
    # Of the questions of an exam, while one client and while many sit it.
    saves_alone: int
    saves: int


FULL = Counts(3, alone=40, together=320, together_rounds=3, clients=16, saves_alone=5, saves=20)
QUICK = Counts(1, alone=8, together=32, together_rounds=1, clients=4, saves_alone=2, saves=4)

# What follows one upon the other.
QUIZ = ("quiz_start", "quiz_paper", "quiz_submit", "quiz_result")
EXAM = ("exam_start", "exam_save", "exam_submit")


@dataclass
class Page:
    """What was measured of one page."""

    cpu: list[float] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    seconds: float = 0.0

    def figures(self, name: str, yardstick: float) -> Iterator[Figure]:
        """CPU in all processes, the ratio to the yardstick's, and speed with many clients."""
        used = median(self.cpu)
        yield Figure(f"{name}.cpu", used * 1000, "ms")
        yield Figure(f"{name}.ratio", used / yardstick, "x bare")
        if self.seconds:
            times = [answer.seconds * 1000 for answer in self.answers]
            yield Figure(f"{name}.rate", len(times) / self.seconds, "requests/s")
            yield Figure(f"{name}.p50", median(times), "ms")
            yield Figure(f"{name}.p95", percentile(times, 0.95), "ms")
            yield Figure(f"{name}.size", max(answer.size for answer in self.answers), "bytes")


@dataclass
class Bench:
    """Both sites, and what was measured of their pages so far."""

    ours: Site
    bare: Site
    behind: Services
    counts: Counts
    chosen: frozenset[str] = frozenset()
    pages: dict[str, Page] = field(default_factory=lambda: defaultdict(Page))

    def run(self) -> None:
        """One client in rounds, so that a busy moment of the machine strikes all pages alike.

        Where pages are chosen, of the others only those that lead there are asked for.
        """
        for number in range(-1, self.counts.rounds):
            # The round before the first warms up: it is forgotten.
            self._round(self._alone, self.counts.alone if number >= 0 else 6)
            if self._is_chosen("sign_in"):
                self._sign_in(self.counts.alone if number >= 0 else 2)
            if number < 0:
                self.pages.clear()
        for _ in range(self.counts.together_rounds):
            self._round(self._together, self.counts.together // self.counts.together_rounds)

    def _round(self, send: Send, count: int) -> None:
        reads = self._reads()
        for name in filter(self._is_chosen, reads):
            site, request = reads[name]
            sessions = site.asks.get("sessions", [site.asks.get("session", "")])
            who = [sessions[number % len(sessions)] for number in range(count)]
            is_anonymous = name.endswith("anonymous") or name == "verify"
            asked = [Request(request, "" if is_anonymous else session) for session in who]
            send(name, site, asked)
        if any(map(self._is_chosen, QUIZ)):
            self._quiz(send, min(count, len(self.ours.asks["sessions"])))
        if any(map(self._is_chosen, EXAM)):
            self._exam(send, min(count, len(self.ours.asks["exam_sessions"])))

    def _is_chosen(self, name: str) -> bool:
        return name == "bare" or not self.chosen or name in self.chosen

    def _reads(self) -> dict[str, tuple[Site, str]]:
        ours, bare = self.ours, self.bare
        return {
            "bare": (bare, bare.asks["lesson"]),
            "bare_anonymous": (bare, bare.asks["lesson"]),
            "catalog": (ours, ours.asks["catalog"]),
            "catalog_anonymous": (ours, ours.asks["catalog"]),
            "course": (ours, ours.asks["course"]),
            "course_anonymous": (ours, ours.asks["course"]),
            "lesson": (ours, ours.asks["lesson"]),
            "quiz": (ours, ours.asks["quiz"]),
            "my_learning": (ours, "/me/learning/"),
            "verify": (ours, ours.asks["verify"]),
        }

    def _quiz(self, send: Send, count: int) -> None:
        """One attempt of each learner: start, paper, submit, result."""
        sessions = self.ours.asks["sessions"][:count]
        path, answers = self.ours.asks["start"], self.ours.asks["answers"]
        started = send("quiz_start", self.ours, [Request(path, who, {}, 302) for who in sessions])
        papers = [answer.location for answer in started.answers]
        attempts = list(zip(papers, sessions, strict=True))
        send("quiz_paper", self.ours, [Request(paper, who) for paper, who in attempts])
        submits = [Request(f"{paper}submit/", who, answers, 302) for paper, who in attempts]
        send("quiz_submit", self.ours, submits)
        send("quiz_result", self.ours, [Request(f"{paper}result/", who) for paper, who in attempts])

    def _exam(self, send: Send, count: int) -> None:
        """One exam of each learner: start, every answer saved as it is given, submit."""
        sessions = self.ours.asks["exam_sessions"][:count]
        path, answers = self.ours.asks["exam_start"], self.ours.asks["exam_answers"]
        started = send("exam_start", self.ours, [Request(path, who, {}, 302) for who in sessions])
        papers = [answer.location for answer in started.answers]
        attempts = list(zip(papers, sessions, strict=True))
        saves = self.counts.saves_alone if send == self._alone else self.counts.saves
        changes = [_change(place, answer) for place, answer in enumerate(answers[:saves], 1)]
        asked = [(paper, who, change) for change in changes for paper, who in attempts]
        saving = [Request(f"{paper}save/", who, json=change) for paper, who, change in asked]
        send("exam_save", self.ours, saving)
        submits = [Request(f"{paper}submit/", who, {}, 302) for paper, who in attempts]
        send("exam_submit", self.ours, submits)

    def _sign_in(self, count: int) -> None:
        password = self.ours.asks["password"]
        forms = (
            {"login": [email], "password": [password]}
            for email in self.ours.asks["e-mails"][:count]
        )
        requests = [Request("/accounts/login/", "", form, 302) for form in forms]
        self._alone("sign_in", self.ours, requests)

    def _alone(self, name: str, site: Site, requests: Sequence[Request]) -> Run:
        pids = [site.pid, *self.behind.pids()]
        before = cpu.of_trees(*pids)
        run = load.one_by_one(site.port, requests)
        self.pages[name].cpu.append((cpu.of_trees(*pids) - before) / len(requests))
        return run

    def _together(self, name: str, site: Site, requests: Sequence[Request]) -> Run:
        run = load.at_once(site.port, requests, clients=self.counts.clients)
        self.pages[name].answers += run.answers
        self.pages[name].seconds += run.seconds
        return run

    def figures(self) -> Iterator[Figure]:
        """All figures, the yardstick's first."""
        yardstick = median(self.pages["bare"].cpu)
        for name, page in self.pages.items():
            yield from page.figures(name, yardstick)


def _change(position: int, response: list[str]) -> dict[str, Any]:
    """One answer as the script of the page sends it."""
    change = {"position": position, "seq": 1, "response": response, "seconds": 20 + position}
    return {"changes": [change], "client": "bench"}
