"""A WebSocket brings the new events of a named query, and closes in good order."""

import asyncio
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone
from granian.server.embed import Server

from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.models import EpcisEvent, InterfaceKey, NamedQuery
from zhiliang.systems.traceability.streaming import application
from zhiliang.systems.traceability.tests.conftest import event
from zhiliang.systems.traceability.tests.websocket import TEXT, Client, Refused

ITEM = "urn:epc:id:sgtin:0614141.107346.{}"
QUERY = "/epcis/queries/shipped/events"


@pytest.fixture
def served(db, monkeypatch):
    """The application on a real port; it reads the test's own database, one thread at a time."""
    monkeypatch.setattr(application, "CHECK", 0.3)
    # the one connection is the test's own, with its transaction
    monkeypatch.setattr(application, "close_old_connections", lambda: None)
    own = connections[connection.alias]
    own.inc_thread_sharing()
    pool = ThreadPoolExecutor(1, initializer=lambda: connections.__setitem__(own.alias, own))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = Running(application.Streams(pool), port)
    running.start()
    yield running
    running.stop()
    pool.shutdown()
    own.dec_thread_sharing()


class Running:
    """The server in a thread with a loop of its own."""

    def __init__(self, streams, port):
        self.port, self.streams = port, streams
        self.loop = asyncio.new_event_loop()
        self.server = None
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self):
        asyncio.set_event_loop(self.loop)

        async def serve():
            self.server = Server(self.streams, port=self.port, interface="asgi")
            await self.server.serve()

        self.loop.run_until_complete(serve())
        self.loop.close()

    def start(self):
        self.thread.start()
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server does not listen")

    def stop(self):
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.server.stop)
            self.thread.join(10)


@pytest.fixture
def connect(served, secret, dairy, clerk):
    actions.create_query("shipped", {"EQ_bizStep": ["shipping"]}, by=clerk, organisation=dairy)
    key = {"Authorization": f"Bearer {secret}"}

    def call(address=f"{QUERY}?stream=true", **headers):
        return Client(served.port, address, **{**key, **headers})

    return call


@pytest.fixture
def ship(capture):
    def send(*numbers, step="shipping"):
        capture(*(event(n, epcList=[ITEM.format(n)], bizStep=step) for n in numbers))
        return list(EpcisEvent.objects.order_by("pk").values_list("event_id", flat=True))

    return send


def ids(body):
    return [one["eventID"] for one in body["epcisBody"]["queryResults"]["resultsBody"]["eventList"]]


def test_new_events_come_within_a_second(connect, ship):
    ship(1)
    with connect() as client:
        ship(9, step="storing")
        wanted = ship(2, 3)[2:]
        started = time.monotonic()
        body = client.receive()
        assert time.monotonic() - started < 1
        assert body["type"] == "EPCISQueryDocument" and ids(body) == wanted
        wanted = ship(4)[-1:]
        assert ids(client.receive()) == wanted


def test_identifiers_come_in_the_format_asked_for(connect, ship):
    with connect(GS1_EPC_Format="Never_Translates") as client:
        ship(1)
        events = client.receive()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    assert events[0]["epcList"] == [ITEM.format(1)]


def test_whoever_comes_back_may_begin_where_it_stopped(connect, ship):
    ship(1)
    begins = timezone.now().isoformat()
    wanted = ship(2)[1:]
    address = f"{QUERY}?stream=true&initialRecordTime={begins.replace('+', '%2B')}"
    with connect(address) as client:
        assert ids(client.receive()) == wanted


def test_a_schedule_brings_a_report_at_its_time_even_an_empty_one(connect, ship):
    at = timezone.localtime() + timedelta(seconds=3)
    address = f"{QUERY}?second={at.second}&minute={at.minute}&reportIfEmpty=true"
    with connect(address) as client:
        assert ids(client.receive()) == []
    assert abs((timezone.localtime() - at).total_seconds()) < 2


@pytest.mark.parametrize(
    "address, headers, status",
    [
        (f"{QUERY}?stream=true", {"Authorization": "Bearer wrong"}, 401),
        (f"{QUERY}?stream=true", {"Authorization": ""}, 401),
        ("/epcis/queries/none/events?stream=true", {}, 404),
        ("/epcis/events?stream=true", {}, 404),
        (QUERY, {}, 400),
        (f"{QUERY}?stream=true&minute=5", {}, 400),
        (f"{QUERY}?minute=61", {}, 400),
        (f"{QUERY}?stream=true&initialRecordTime=soon", {}, 400),
        (f"{QUERY}?stream=true&EQ_bizStep=shipping", {}, 400),
        (f"{QUERY}?stream=true", {"GS1-EPC-Format": "Morse"}, 406),
    ],
)
def test_a_handshake_that_cannot_be_served_is_refused(connect, address, headers, status):
    with pytest.raises(Refused) as refused:
        connect(address, **headers)
    assert refused.value.status == status
    assert refused.value.headers["content-type"] == "application/problem+json"
    assert refused.value.problem["status"] == status


def test_a_rival_cannot_listen(connect, firm, person):
    from zhiliang.core.roles import Role

    rival = firm("对手公司")
    other = person("对手", Role.ENTERPRISE, organisation=rival)
    key = actions.make_key(rival, by=other, label="ERP")[1]
    with pytest.raises(Refused) as refused:
        connect(Authorization=f"Bearer {key}")
    assert refused.value.status == 404


def test_a_revoked_key_ends_the_stream(connect, clerk):
    with connect() as client:
        actions.revoke_key(InterfaceKey.objects.get(), by=clerk)
        assert client.receive() == 1008


def test_a_deleted_query_ends_the_stream(connect, clerk):
    with connect() as client:
        actions.delete_query(NamedQuery.objects.get(), by=clerk)
        assert client.receive() == 1008


def test_a_subscriber_has_nothing_to_say(connect):
    with connect() as client:
        client.send(TEXT, b"hello")
        assert client.receive() == 1003


def test_an_organisation_has_only_so_many_connections(connect, monkeypatch):
    monkeypatch.setattr(application, "MOST_OF_ONE", 1)
    with connect(), pytest.raises(Refused) as refused:
        connect()
    assert refused.value.status == 503


def test_a_place_is_free_again_once_a_client_has_gone(connect, served):
    connect().close()
    until = time.monotonic() + 5
    while served.streams._open.total() and time.monotonic() < until:
        time.sleep(0.05)
    assert served.streams._open.total() == 0


def test_a_subscriber_that_does_not_read_is_let_go(connect, ship, served, monkeypatch):
    """One batch at a time is held for it, and not for long."""
    monkeypatch.setattr(application, "SLOWEST", 0.5)
    with connect() as client:
        client.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        monkeypatch.setattr(
            "zhiliang.systems.traceability.streaming.stream.document",
            lambda *_given, **_more: {"filling": "x" * 20_000_000},
        )
        ship(1)
        until = time.monotonic() + 8
        while served.streams._open.total() and time.monotonic() < until:
            time.sleep(0.1)
    assert served.streams._open.total() == 0


def test_the_site_says_where_the_stream_is(system, connect):
    answer = system.get("/queries/shipped/events?stream=true", upgrade="websocket")
    assert answer.status_code == 426
    assert answer["Upgrade"] == "websocket"
    assert answer.json()["type"] == "epcisException:ImplementationException"
