"""Subscribers get every event; their mark moves when they have confirmed, and only then."""

import hashlib
import hmac
from datetime import timedelta

import pytest
from django.utils import timezone

from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.actions import notifying
from zhiliang.systems.traceability.models import EpcisEvent, Subscription
from zhiliang.systems.traceability.notifying import delivery, news
from zhiliang.systems.traceability.notifying.controls import Controls
from zhiliang.systems.traceability.tests.conftest import event
from zhiliang.systems.traceability.tests.receiver import Loopback, receiving

ITEM = "urn:epc:id:sgtin:0614141.107346.{}"
STREAM = Controls(stream=True)
REACH = Loopback()


@pytest.fixture
def subscribed(dairy, clerk):
    """Subscribe an address to all shipments."""

    def subscribe(address, controls=STREAM, **more):
        query = actions.create_query(
            "shipped", {"EQ_bizStep": ["shipping"]}, by=clerk, organisation=dairy
        )
        return actions.subscribe(
            query, by=clerk, dest=address, controls=controls, reach=REACH, **more
        )

    return subscribe


@pytest.fixture
def ship(capture):
    """Capture shipments of items; their event ids in order."""

    def send(*numbers):
        capture(*(event(n, epcList=[ITEM.format(n)], bizStep="shipping") for n in numbers))
        return list(EpcisEvent.objects.order_by("pk").values_list("event_id", flat=True))

    return send


def later(**passed):
    return timezone.now() + timedelta(**passed)


def test_a_stream_brings_what_is_captured_from_now_on(subscribed, ship, capture):
    before = ship(1)
    with receiving() as receiver:
        subscribed(receiver.address)
        capture(event(9, epcList=[ITEM.format(9)], bizStep="storing"))
        new = [one for one in ship(2, 3) if one not in before]
        assert actions.notify(reach=REACH) == 1
        assert receiver.events == new[1:]
        assert actions.notify(reach=REACH) == 0
    assert receiver.got[0]["target"] == "/hook?x=1"
    results = receiver.got[0]["body"]["epcisBody"]["queryResults"]
    assert (results["queryName"], results["subscriptionID"]) == (
        "shipped",
        str(Subscription.objects.get().key),
    )


def test_a_delivery_is_signed_with_the_subscribers_token(subscribed, ship):
    with receiving() as receiver:
        subscribed(receiver.address, signature_token="rose garden")
        ship(1)
        actions.notify(reach=REACH)
    got = receiver.got[0]
    wanted = hmac.new(b"rose garden", got["content"], hashlib.sha256).hexdigest()
    assert got["headers"]["gs1-signature"] == f"sha256={wanted}"


@pytest.mark.parametrize("failing", [500, 404, 302, 307, "close", "hang", "drip"])
def test_the_mark_moves_on_2xx_alone(subscribed, ship, monkeypatch, failing):
    monkeypatch.setattr(delivery, "PATIENCE", 0.3)
    with receiving(failing, 200) as receiver:
        made = subscribed(receiver.address)
        wanted = ship(1, 2)
        assert actions.notify(reach=REACH) == 0
        failed = Subscription.objects.get()
        assert (failed.watermark, failed.failures) == (made.watermark, 1)
        assert failed.last_failure and failed.last_success_at is None
        wanted = ship(3)
        assert actions.notify(later(seconds=3), reach=REACH) == 1
        assert receiver.events == wanted
    assert Subscription.objects.get().failures == 0


def test_a_receiver_that_fails_is_asked_less_and_less_often(subscribed, ship):
    with receiving(500) as receiver:
        subscribed(receiver.address)
        ship(1)
        for second in range(60):
            notifying.notify(later(seconds=second), reach=REACH)
    assert 4 <= len(receiver.got) <= 6


def test_nothing_is_lost_or_repeated_under_a_receiver_that_fails_now_and_then(
    subscribed, ship, monkeypatch
):
    monkeypatch.setattr(news, "AT_ONCE", 2)
    with receiving(*[200, 500, 200, "close", 200, 503, 200] * 3) as receiver:
        subscribed(receiver.address)
        for number in range(1, 13, 3):
            wanted = ship(number, number + 1, number + 2)
            actions.notify(later(hours=number), reach=REACH)
        for hour in range(20, 40, 2):
            actions.notify(later(hours=hour), reach=REACH)
    assert receiver.events == wanted


def test_more_than_one_batch_goes_out_in_one_run(subscribed, ship, monkeypatch):
    monkeypatch.setattr(news, "AT_ONCE", 2)
    with receiving() as receiver:
        subscribed(receiver.address)
        wanted = ship(*range(1, 6))
        assert actions.notify(reach=REACH) == 3
    assert receiver.events == wanted


def test_what_was_received_just_before_a_crash_comes_again(subscribed, ship, monkeypatch):
    """At least once: the receiver tells repeats by their event ids."""
    with receiving() as receiver:
        subscribed(receiver.address)
        wanted = ship(1)

        def crash(*_given):
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(notifying, "_noted", crash)
            with pytest.raises(KeyboardInterrupt):
                actions.notify(reach=REACH)
        assert actions.notify(reach=REACH) == 0
        assert actions.notify(later(minutes=11), reach=REACH) == 1
    assert receiver.events == wanted * 2


def test_a_subscriber_is_served_by_one_at_a_time(subscribed, ship, monkeypatch):
    with receiving() as receiver:
        subscribed(receiver.address)
        wanted = ship(1)
        sent = notifying._sent

        def meanwhile(*given):
            assert not list(notifying._claimed(Subscription.objects.get(), timezone.now()))
            return sent(*given)

        monkeypatch.setattr(notifying, "_sent", meanwhile)
        monkeypatch.setattr(notifying, "ThreadPoolExecutor", SameThread)
        actions.notify(reach=REACH)
    assert receiver.events == wanted


class SameThread:
    """An executor that works where it stands, so that the test's database is at hand."""

    def __init__(self, _workers):
        self.map = map

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        pass


def test_who_unsubscribes_during_a_delivery_does_not_come_back(subscribed, ship, clerk):
    with receiving() as receiver:
        made = subscribed(receiver.address)
        ship(1)
        held = notifying.Delivery(made, notifying._news(made))
        actions.unsubscribe(Subscription.objects.get(), by=clerk)
        assert notifying._noted(held, timezone.now()) is False
    assert not Subscription.objects.exists()


def test_a_schedule_brings_all_since_the_last_time(subscribed, ship):
    with receiving() as receiver:
        subscribed(receiver.address, Controls(schedule={"hour": "1", "minute": "5"}))
        wanted = ship(1, 2)
        at = timezone.localtime().replace(hour=1, minute=4, second=59) + timedelta(days=1)
        assert actions.notify(at, reach=REACH) in (0, 1)
        assert actions.notify(at + timedelta(seconds=1), reach=REACH) in (0, 1)
    assert receiver.events == wanted


@pytest.mark.parametrize("wanted, deliveries", [(True, 1), (False, 0)])
def test_an_empty_report_comes_where_it_is_wanted(subscribed, wanted, deliveries):
    with receiving() as receiver:
        subscribed(receiver.address, Controls(schedule={"minute": "0"}, report_if_empty=wanted))
        assert actions.notify(later(hours=1), reach=REACH) == deliveries
    assert len(receiver.got) == deliveries and receiver.events == []


def test_an_initial_record_time_in_the_past_brings_older_events(subscribed, ship):
    ship(1)
    begins = timezone.now()
    wanted = ship(2)[1:]
    with receiving() as receiver:
        subscribed(receiver.address, Controls(stream=True, begins=begins))
        actions.notify(reach=REACH)
    assert receiver.events == wanted


def test_an_initial_record_time_to_come_leaves_out_what_is_recorded_before(subscribed, ship):
    with receiving() as receiver:
        subscribed(receiver.address, Controls(stream=True, begins=later(hours=1)))
        ship(1)
        actions.notify(reach=REACH)
        EpcisEvent.objects.update(record_time=later(hours=2))
        wanted = ship(2)[1:]
        EpcisEvent.objects.filter(event_id__in=wanted).update(record_time=later(hours=2))
        actions.notify(reach=REACH)
    assert receiver.events == wanted
