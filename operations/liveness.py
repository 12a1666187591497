"""Every web process says that it lives, so that an outage can be proved afterwards."""

import logging
import threading
from datetime import timedelta

from django.db import Error, connection
from django.utils import timezone

from operations import beating

INTERVAL = timedelta(seconds=15)
logger = logging.getLogger(__name__)


def start() -> threading.Event:
    """Beat from a thread of this process until the event that is returned is set."""
    stopped = threading.Event()
    threading.Thread(target=_beat, args=(stopped,), name="liveness", daemon=True).start()
    return stopped


def _beat(stopped: threading.Event) -> None:
    while True:
        try:
            beating.beat_web(at=timezone.now())
        except Error:
            # The silence itself is the record.
            logger.warning("The web process could not record that it lives.")
        finally:
            connection.close()
        if stopped.wait(INTERVAL.total_seconds()):
            return
