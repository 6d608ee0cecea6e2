"""Identifiers of Chinese warnings, and their colours."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.cap.alerts import ALERT, BEIJING, TIMES
from zhiliang.methods.cap import (
    COLOURS,
    gb35965_identifier,
    parse_gb35965,
    severity_of,
    validate,
    write,
)
from zhiliang.methods.cap.gb35965 import CERTAINTY

pytestmark = pytest.mark.once

DAY = datetime(2026, 5, 1, 8, tzinfo=BEIJING)


@given(TIMES, st.integers(0, 9), st.text("0123456789", min_size=6, max_size=6))
def test_an_identifier_comes_apart_into_what_it_was_made_of(entered, serial, division):
    made = gb35965_identifier(division, "013", entered, serial=serial)
    parts = parse_gb35965(made)
    assert len(made) == 31 and str(parts) == made
    assert (parts.division, parts.entered, parts.serial) == (division, entered, serial)


def test_an_identifier_is_one_that_cap_allows():
    assert ALERT.identifier == gb35965_identifier("440000", "013", DAY)
    assert validate(write(ALERT)) == []


def test_the_shape_is_marked_as_unchecked():
    assert CERTAINTY == "待核"


@pytest.mark.parametrize(
    "changes",
    [{"division": "4400"}, {"agency": "0"}, {"unit": "0000"}, {"extension": "x1"}, {"serial": 10},
     {"entered": DAY.replace(tzinfo=None)}, {"division": "44000", "agency": "0013"}],
    ids=str,
)  # fmt: skip
def test_a_part_of_another_length_is_refused(changes):
    parts = {"division": "440000", "agency": "013", "entered": DAY} | changes
    with pytest.raises(ValueError):
        gb35965_identifier(
            parts.pop("division"), parts.pop("agency"), parts.pop("entered"), **parts
        )


@pytest.mark.parametrize(
    "text", ["", "44000001300000_20260501080000", "44000001300000_20261301080000_0"]
)
def test_what_is_no_identifier_is_refused(text):
    with pytest.raises(ValueError):
        parse_gb35965(text)


def test_the_four_colours_have_four_severities():
    severities = [severity_of(one.colour) for one in COLOURS]
    assert severities == ["Extreme", "Severe", "Moderate", "Minor"]
    assert [severity_of(one.zh) for one in COLOURS] == severities
    assert {one.certainty for one in COLOURS} == {"configuration"}


def test_another_colour_is_none():
    with pytest.raises(ValueError, match="red, orange, yellow or blue"):
        severity_of("purple")
