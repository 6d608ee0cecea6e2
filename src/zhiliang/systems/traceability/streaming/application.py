"""The ASGI application: shakes hands, sends batches, closes in good order."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import close_old_connections
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.systems.traceability.actions import notify
from zhiliang.systems.traceability.interface.endpoint import problem_of
from zhiliang.systems.traceability.interface.problems import TELLS_WHERE, Problem
from zhiliang.systems.traceability.notifying.news import newest
from zhiliang.systems.traceability.streaming.pulse import Pulse
from zhiliang.systems.traceability.streaming.stream import Batch, Stream, opened, request_of

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Result = TypeVar("Result")

MOST, MOST_OF_ONE = 500, 20
"""Open connections of a process, and of one organisation among them."""
SLOWEST = 30.0
"""Seconds in which a subscriber must take a batch; one batch at a time is held for it."""
CHECK = 5.0
"""Seconds after which a silent subscriber's key and query are looked at again."""
SCHEDULES = 1.0
"""Seconds between two looks at the schedules of webhooks."""
GOING, REFUSED, UNSUPPORTED, BROKEN = 1001, 1008, 1003, 1011
_REFUSALS = (Problem, Http404, ClerkError, ValidationError)
_log = logging.getLogger(__name__)


class Streams:
    """Every subscriber of this process. The database is read in threads of `pool`.

    With `webhooks`, an executor of one thread, receivers of webhooks are served at once as well,
    and not only with the minute's tick.
    """

    def __init__(self, pool: Executor | None = None, webhooks: Executor | None = None) -> None:
        self._pool = pool or ThreadPoolExecutor(4)
        self._webhooks = webhooks
        self._delivering: asyncio.Task[None] | None = None
        self._pulse: Pulse | None = None
        self._open: Counter[int] = Counter()
        self._over = asyncio.Event()
        self._beating: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection, as ASGI hands it over."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            await self._subscriber(scope, receive, send)
        else:
            answer = Problem(426, "ImplementationException", TELLS_WHERE).response()
            await _respond(answer, send, kind="http.response")

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup" and self._webhooks is not None:
                self._delivering = asyncio.create_task(self._deliver(self._webhooks))
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                self._over.set()
                for task in (self._beating, self._delivering):
                    if task is not None:
                        task.cancel()
                return

    async def _deliver(self, webhooks: Executor) -> None:
        """Serve receivers of webhooks when something is captured, or a schedule may be due."""
        while True:
            seen = self._beat().mark
            try:
                await self._call(notify, webhooks)
            except Exception:
                _log.exception("webhooks were not served; again in a second")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._beat().beyond(seen), SCHEDULES)

    async def _subscriber(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        stream = await self._shaken(scope, send)
        if stream is None:
            return
        self._open[stream.organisation] += 1
        try:
            await send({"type": "websocket.accept"})
            code, reason = await self._served(stream, receive, send)
            with suppress(Exception):  # it may have gone already
                # a close frame holds 123 bytes of reason
                told = reason.encode()[:120].decode(errors="ignore")
                goodbye = {"type": "websocket.close", "code": code, "reason": told}
                await asyncio.wait_for(send(goodbye), CHECK)
        finally:
            self._open[stream.organisation] -= 1

    async def _shaken(self, scope: Scope, send: Send) -> Stream | None:
        """The stream; None after an answer that tells why there is none."""
        request = request_of(scope)
        with override(get_language_from_request(request)):
            try:
                stream = await self._call(lambda: opened(request))
                self._insist_on_room(stream)
            except _REFUSALS as fault:
                await _respond(problem_of(fault).response(), send, kind="websocket.http.response")
                return None
        return stream

    def _insist_on_room(self, stream: Stream) -> None:
        if self._open.total() >= MOST or self._open[stream.organisation] >= MOST_OF_ONE:
            raise Problem(
                503,
                "ImplementationException",
                _("打开的推送连接太多，请关闭不用的连接后再试。"),
            )

    async def _served(self, stream: Stream, receive: Receive, send: Send) -> tuple[int, str]:
        """Why it ended: a close code and a reason."""
        tasks = [
            asyncio.create_task(self._feed(stream, send)),
            asyncio.create_task(_listen(receive)),
            asyncio.create_task(self._until_over()),
        ]
        done, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for one in left:
            one.cancel()
        try:
            return done.pop().result()
        except _REFUSALS as fault:
            return REFUSED, str(problem_of(fault).title)
        except TimeoutError:
            return REFUSED, "too slow"
        except Exception:
            _log.exception("a stream broke")
            return BROKEN, ""

    async def _until_over(self) -> tuple[int, str]:
        await self._over.wait()
        return GOING, ""

    async def _feed(self, stream: Stream, send: Send) -> tuple[int, str]:
        while True:
            if not await self._is_due(stream):
                await self._call(stream.still_allowed)
                continue
            more = True
            while more:
                batch = await self._call(stream.batch)
                await _sent(batch, send)
                stream.mark, more = batch.mark, batch.more

    async def _is_due(self, stream: Stream) -> bool:
        """Wait a while; whether there is something to look for."""
        if stream.controls.stream:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._beat().beyond(stream.mark), CHECK)
            return self._beat().mark > stream.mark
        following = stream.next_time()
        wait = (following - timezone.now()).total_seconds() if following else CHECK
        await asyncio.sleep(max(0, min(wait, CHECK)))
        if following is None or timezone.now() < following:
            return False
        stream.last = following
        return True

    def _beat(self) -> Pulse:
        """The pulse, beating from the first subscriber on, and again should it have failed."""
        if self._pulse is None:
            self._pulse = Pulse(lambda: self._call(newest))
        if self._beating is None or self._beating.done():
            self._beating = asyncio.create_task(self._pulse.run())
        return self._pulse

    async def _call(self, work: Callable[[], Result], pool: Executor | None = None) -> Result:
        def fresh() -> Result:
            close_old_connections()
            return work()

        return await asyncio.get_running_loop().run_in_executor(pool or self._pool, fresh)


async def _sent(batch: Batch, send: Send) -> None:
    if batch.text:
        await asyncio.wait_for(send({"type": "websocket.send", "text": batch.text}), SLOWEST)


async def _listen(receive: Receive) -> tuple[int, str]:
    """A subscriber has nothing to say but goodbye."""
    message = await receive()
    if message["type"] == "websocket.disconnect":
        return GOING, ""
    return UNSUPPORTED, "nothing is received here"


async def _respond(answer: HttpResponse, send: Send, *, kind: str) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in answer.items()]
    await send({"type": f"{kind}.start", "status": answer.status_code, "headers": headers})
    await send({"type": f"{kind}.body", "body": answer.content})
