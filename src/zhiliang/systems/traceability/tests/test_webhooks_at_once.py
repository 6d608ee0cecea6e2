"""The streaming process serves webhooks as well, without waiting for the tick."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from zhiliang.systems.traceability.streaming import application


def test_webhooks_are_served_as_soon_as_something_is_captured(monkeypatch):
    moments, mark = [], [1]
    monkeypatch.setattr(application, "SCHEDULES", 60)
    monkeypatch.setattr(application, "notify", lambda: moments.append(time.monotonic()))
    monkeypatch.setattr(application, "newest", lambda: mark[0])

    async def live():
        pool = ThreadPoolExecutor(1)
        streams, told = application.Streams(pool, webhooks=pool), asyncio.Queue()
        await told.put({"type": "lifespan.startup"})
        alive = asyncio.create_task(streams({"type": "lifespan"}, told.get, ignore))
        await asyncio.sleep(1)
        before, captured = len(moments), time.monotonic()
        mark[0] = 2
        await asyncio.sleep(1)
        await told.put({"type": "lifespan.shutdown"})
        await alive
        return [one - captured for one in moments[before:]]

    waited = asyncio.run(live())
    assert len(waited) == 1 and waited[0] < 1


async def ignore(_message):
    pass
