"""What the server starts: Django made ready, then the application."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django


def application() -> Any:
    """The application of `./run stream`."""
    django.setup()
    from zhiliang.systems.traceability.streaming.application import Streams

    return Streams(webhooks=ThreadPoolExecutor(1))
