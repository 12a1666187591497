"""Bring the development database up to date; each step is idempotent."""

import os

import django
from django.core.management import call_command

STEPS = {
    "migrate": "Making the tables",
    "make_keys": "Making development signing keys",
    "setup_center": "Setting up the center",
    "load_demo": "Loading the demo content",
}


def main() -> None:
    """Run every step, saying what goes on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "training_site.settings")
    django.setup()
    for command, what in STEPS.items():
        print(f"{what} …", flush=True)
        call_command(command, verbosity=0)


if __name__ == "__main__":
    main()
