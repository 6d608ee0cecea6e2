"""Where results may be sent, and what a subscriber may ask for."""

import socket

import pytest

from zhiliang.systems.traceability.notifying import delivery
from zhiliang.systems.traceability.notifying.address import (
    ForbiddenAddress,
    Reach,
    check_address,
)
from zhiliang.systems.traceability.notifying.controls import Controls
from zhiliang.systems.traceability.notifying.schedule import BadSchedule
from zhiliang.systems.traceability.tests.receiver import Loopback, receiving


@pytest.fixture
def named(monkeypatch):
    """Let the name firm.example lead to one address after another."""
    known = socket.getaddrinfo
    asked = []

    def lead_to(*addresses):
        left = iter(addresses)

        def resolved(host, port, *given, **more):
            if host != "firm.example":
                return known(host, port, *given, **more)
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(left), port))]

        monkeypatch.setattr(socket, "getaddrinfo", resolved)
        return asked

    return lead_to


class AnyPort(Reach):
    def admits_port(self, port):
        return True


def test_a_name_that_leads_inside_by_now_is_not_spoken_to(named):
    named("93.184.216.34", "127.0.0.1")
    with receiving() as receiver:
        address = receiver.address.replace("127.0.0.1", "firm.example")
        assert check_address(address, reach=AnyPort()) == ["93.184.216.34"]
        with pytest.raises(ForbiddenAddress):
            delivery.deliver(address, {}, reach=AnyPort())
    assert receiver.got == []


def test_a_delivery_goes_to_the_very_address_that_was_checked(named):
    asked = named("127.0.0.1", "10.0.0.1")
    with receiving() as receiver:
        address = receiver.address.replace("127.0.0.1", "firm.example")
        delivery.deliver(address, {"epcisBody": {}}, reach=Loopback())
    assert (len(receiver.got), len(asked)) == (1, 1)
    assert receiver.got[0]["headers"]["host"].startswith("firm.example:")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "0.0.0.0",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "fe80::1",
        "fd00::1",
    ],
)
def test_no_address_inside_is_within_reach(address):
    assert not Reach().admits(address)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"stream": True, "schedule": {"hour": "1"}},
        {"stream": "perhaps"},
        {"schedule": []},
        {"schedule": {}},
        {"schedule": {"hour": "24"}},
        {"schedule": {"hour": ""}},
        {"schedule": {"fortnight": "1"}},
        {"schedule": {"minute": "[5-1]"}},
        {"schedule": {"month": "2", "dayOfMonth": "30"}},
        {"stream": True, "initialRecordTime": "yesterday"},
    ],
)
def test_controls_that_cannot_be_kept_are_refused(system, body):
    system.post("/queries", {"name": "all", "query": {"eventType": ["ObjectEvent"]}})
    told = {"dest": "https://example.com/hook", **body}
    answer = system.post("/queries/all/subscriptions", told)
    assert answer.status_code == 400
    assert answer.json()["type"] == "epcisException:SubscriptionControlsException"


def test_controls_are_a_stream_or_a_schedule():
    with pytest.raises(BadSchedule):
        Controls()
