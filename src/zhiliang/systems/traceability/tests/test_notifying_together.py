"""Events that are captured at the same time all reach their subscriber, each once."""

import threading

import pytest
from django.db import connection

from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.models import EpcisEvent
from zhiliang.systems.traceability.notifying.controls import Controls
from zhiliang.systems.traceability.tests.conftest import event
from zhiliang.systems.traceability.tests.receiver import Loopback, receiving

ITEM = "urn:epc:id:sgtin:0614141.107346.{}"
WRITERS, CAPTURES = 4, 8


@pytest.fixture
def many_writers():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")


def writing(capture, writer):
    def write():
        try:
            for n in range(CAPTURES):
                number = writer * 100 + n
                capture(*(event(number + m / 60, epcList=[ITEM.format(number)]) for m in range(5)))
        finally:
            connection.close()

    return threading.Thread(target=write)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_passed_over_while_many_write(many_writers, capture, dairy, clerk):
    query = actions.create_query(
        "all", {"eventType": ["ObjectEvent"]}, by=clerk, organisation=dairy
    )
    with receiving() as receiver:
        actions.subscribe(
            query, by=clerk, dest=receiver.address, controls=Controls(stream=True), reach=Loopback()
        )
        writers = [writing(capture, number) for number in range(WRITERS)]
        for one in writers:
            one.start()
        while any(one.is_alive() for one in writers):
            actions.notify(reach=Loopback())
        actions.notify(reach=Loopback())
        for one in writers:
            one.join()
    captured = list(EpcisEvent.objects.values_list("event_id", flat=True))
    assert len(captured) == WRITERS * CAPTURES * 5
    assert sorted(receiver.events) == sorted(captured)
    assert len(receiver.got) > 1
