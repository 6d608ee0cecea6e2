"""One up, one down: what a firm's own records know of each lot it handled."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from zhiliang.core.roles import Role
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.models import Handling, TracedObject
from zhiliang.systems.traceability.tests.conftest import (
    DAIRY,
    MILK,
    SHOP,
    YOGURT,
    event,
    quantity,
    transformation,
)
from zhiliang.systems.traceability.tracing.completeness import standings_of
from zhiliang.systems.traceability.tracing.scores import scores_of

NOW = datetime(2026, 3, 10, tzinfo=UTC)
FROM = {"sourceList": [{"type": "location", "source": DAIRY}]}
TO = {"destinationList": [{"type": "location", "destination": SHOP}]}


def of_lot(at, step, lot="A", **fields):
    return event(at, bizStep=step, quantityList=[quantity(MILK + lot, 5)], **fields)


ADDED = {"action": "ADD"}


@pytest.mark.parametrize(
    "events, source, destination",
    [
        ([of_lot(1, "commissioning", **ADDED)], True, True),
        ([of_lot(1, "receiving", **FROM)], True, True),
        ([of_lot(1, "receiving")], False, True),
        ([of_lot(1, "receiving", **FROM), of_lot(2, "shipping", **TO)], True, True),
        ([of_lot(1, "receiving", **FROM), of_lot(2, "shipping")], True, False),
        ([of_lot(1, "storing"), of_lot(2, "retail_selling")], False, True),
        ([transformation(1, [(MILK + "A", 5)], [(YOGURT + "B", 4)])], False, True),
    ],
)
def test_source_and_destination_of_a_lot(capture, dairy, events, source, destination):
    capture(*events)
    found = {one.lot: one for one in standings_of(dairy.pk, NOW)}
    lot = found[TracedObject.objects.get(canonical=MILK + "A").pk]
    assert (lot.source_known, lot.destination_known) == (source, destination)


def test_what_nobody_heard_of_for_long_is_not_in_stock(capture, dairy):
    capture(of_lot(1, "receiving", **FROM))
    (later,) = standings_of(dairy.pk, NOW + timedelta(days=200))
    assert not later.destination_known


def test_what_is_told_a_day_later_is_late(capture, dairy):
    now = timezone.now()
    fresh = of_lot(0, "storing") | {"eventTime": (now - timedelta(hours=2)).isoformat()}
    old = of_lot(0, "storing", "B") | {"eventTime": (now - timedelta(hours=25)).isoformat()}
    capture(fresh, old)
    assert sorted(one.late for one in standings_of(dairy.pk, now)) == [False, True]


def test_an_event_that_was_taken_back_does_not_count(capture, dairy):
    sent = of_lot(2, "shipping", **TO, eventID="urn:uuid:1f1e3a")
    wrong = {"declarationTime": "2026-03-02T00:00:00Z", "reason": "did_not_occur"}
    capture(sent)
    capture({**sent, "errorDeclaration": wrong})
    assert list(standings_of(dairy.pk, NOW)) == []


def test_reckoning_twice_changes_nothing(capture, dairy):
    capture(of_lot(1, "receiving", **FROM))
    assert actions.reckon(dairy, by=None, now=NOW) == 1
    assert actions.reckon(dairy, by=None, now=NOW) == 0


def test_reckoning_follows_the_records(capture, dairy):
    capture(of_lot(1, "receiving"))
    actions.reckon(dairy, by=None, now=NOW)
    capture(of_lot(1, "receiving", **FROM))
    actions.reckon_all(by=None)
    assert Handling.objects.get().source_known


def test_shares_are_of_the_lots_handled_in_the_period(capture, dairy):
    capture(
        of_lot(1, "receiving", "A", **FROM), of_lot(1, "receiving", "B"), of_lot(1, "storing", "C")
    )
    actions.reckon(dairy, by=None, now=NOW)
    (score,) = scores_of(Handling.objects.all(), date(2026, 3, 1), date(2026, 3, 1))
    assert (score.lots, str(score.source_share)) == (3, "33.3")
    assert list(scores_of(Handling.objects.all(), date(2026, 3, 2), date(2026, 3, 9))) == []


def test_officers_see_the_ranking_and_a_firm_itself(client, capture, dairy, clerk, person, firm):
    capture(of_lot(1, "receiving"))
    actions.reckon(dairy, by=None, now=NOW)
    page = "/traceability/completeness/?since=2026-03-01&until=2026-03-09"
    client.force_login(person("省员", Role.PROVINCIAL_OFFICER))
    assert "乳业公司" in client.get(page).content.decode()
    assert "乳业公司" in client.get(f"{page}&format=csv").content.decode()
    client.force_login(person("对手", Role.ENTERPRISE, organisation=firm("对手公司")))
    assert "乳业公司" not in client.get(page).content.decode()
