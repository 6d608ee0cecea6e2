"""One look at the database for all subscribers: has anything been captured?"""

import asyncio
from collections.abc import Awaitable, Callable

EVERY = 0.25
"""Seconds between two looks: whoever waits is served within a second."""


class Pulse:
    """The newest mark, and a way to wait until it has passed another."""

    def __init__(self, newest: Callable[[], Awaitable[int]]) -> None:
        self.mark = 0
        self._newest = newest
        self._moved = asyncio.Condition()

    async def run(self) -> None:
        """Look again and again until cancelled."""
        while True:
            mark = await self._newest()
            if mark > self.mark:
                async with self._moved:
                    self.mark = mark
                    self._moved.notify_all()
            await asyncio.sleep(EVERY)

    async def beyond(self, mark: int) -> None:
        """Wait until something lies behind the mark."""
        async with self._moved:
            await self._moved.wait_for(lambda: self.mark > mark)
