"""How the web server runs in production; numbers come from the environment."""

import gc
import os
from pathlib import Path
from typing import Any

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"  # inside a container, behind the proxy
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# A process takes no more than it works on: what waits, waits for all processes, and goes to the
# first that is free. A kept connection would tie its requests to one process, busy or not. The
# proxy in front opens a connection only when it has a request.
worker_connections = threads
keepalive = 0
if Path("/dev/shm").is_dir():  # a heartbeat file on a disk can block the worker
    worker_tmp_dir = "/dev/shm"
timeout = 30
graceful_timeout = 20
# Fresh processes now and then: a slow leak never grows into an outage.
max_requests = 5000
max_requests_jitter = 500
accesslog = "-"
control_socket_disable = True


def post_worker_init(_worker: Any) -> None:
    """Get ready, and say that this process lives: what is not said is how an outage is proved."""
    from django.apps import apps  # noqa: PLC0415 - Django is ready only now

    # What was loaded stays: the garbage collector need not look through it again and again.
    gc.collect()
    gc.freeze()

    if apps.is_installed("operations"):
        from operations import liveness  # noqa: PLC0415

        liveness.start()
