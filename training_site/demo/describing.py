"""The demo people in words, for the terminal in which the site was started."""

from training_site.demo import roster
from training_site.demo.files import Data

HEADINGS = {
    "": "Learners",
    "officer": "Training officers",
    "instructor": "Instructors",
    "editor": "Editors",
    "administrator": "Center administrators",
}
TRY_FIRST = (
    "  Try first: as tian.xiaoyu pass the final quiz, read the mail at {site}/dev/mail/ ,",
    "  open the certificate, and verify it at {site}/verify/ ; staff work at {site}/admin/ .",
)


def describe(site: str) -> str:
    """Who there is, how to sign in, what to try first."""
    parts = [f"  Sign in at {site}/accounts/login/ ; everyone's password: {roster.PASSWORD}"]
    for role, heading in HEADINGS.items():
        parts += ["", f"  {heading}"]
        parts += [_line(person) for person in roster.people() if _role(person) == role]
    return "\n".join([*parts, "", *(line.format(site=site) for line in TRY_FIRST)])


def _role(person: Data) -> str:
    return str(person["roles"][0]) if person["roles"] else ""


def _line(person: Data) -> str:
    return f"    {person['email']:<30} {person['legal_name']}: {person['try_first']}"
