"""Which outlets the gateway lets report: those registered and in use, with their password."""

from datetime import date, timedelta

import pytest

from zhiliang.systems.environment.gateway.registry import SAMPLE, WIRE, FromDatabase, Known

TODAY = date.today()


def registered():
    return dict(FromDatabase().load())


def test_a_registered_outlet_may_report_with_its_password(outlet):
    assert registered() == {outlet.mn: Known(b"123456", WIRE)}


def test_data_of_a_made_up_outlet_are_marked(outlet):
    outlet.source = "sample"
    outlet.save()
    assert registered()[outlet.mn].origin == SAMPLE


@pytest.mark.parametrize(
    ("field", "day", "may"),
    [
        ("active_from", TODAY + timedelta(days=1), False),
        ("active_to", TODAY - timedelta(days=1), False),
        ("active_to", TODAY, True),
    ],
)
def test_an_outlet_out_of_use_may_not(outlet, field, day, may):
    setattr(outlet, field, day)
    outlet.save()
    assert (outlet.mn in registered()) is may
