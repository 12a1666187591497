"""The process beside the worker that hands committed task calls to the broker."""

import logging
import signal
import time
from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from operations import outbox

logger = logging.getLogger(__name__)
PAUSE = 0.25
LONGEST_PAUSE = 10.0


class Command(BaseCommand):
    """Relay until told to stop."""

    help = "Hand committed task calls to the message broker, within a second."
    stopped = False

    def stop(self, *_args: Any) -> None:
        """End after the present round."""
        self.stopped = True

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Relay in rounds; wait longer while the broker or the database does not answer."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        pause = PAUSE
        while not self.stopped:
            try:
                sent = outbox.relay(publish, at=timezone.now())
                pause = 0.0 if sent else PAUSE
            except Exception:
                logger.exception("The outbox could not be relayed.")
                pause = min(max(pause, PAUSE) * 2, LONGEST_PAUSE)
            close_old_connections()
            time.sleep(pause)


def publish(task: str, arguments: Any) -> None:
    """Hand one call to the broker; raise at once when it does not take it."""
    current_app.send_task(task, kwargs=dict(arguments), retry=False)
