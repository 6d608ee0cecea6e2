"""What others learn of returns."""

from fractions import Fraction

import pytest

from zhiliang.core.errors import ClerkError
from zhiliang.core.period import Period
from zhiliang.systems.returns import answers
from zhiliang.systems.returns.tests.tables import MARKET

YEAR = Period.parse("2015")


def history(**narrowed):
    return answers.history_of(MARKET, "440100", "2015", **narrowed)


def test_history_tells_every_version_with_who_when_and_why(take, office):
    take({"value": "91.5"}, by=office)
    take({"value": "92", "note": "漏报两批"}, by=office, name="更正.csv")
    first, second = history()
    assert (first["value"], first["state"], first["who"]) == ("91.5", "superseded", "办公室")
    assert (second["value"], second["state"], second["version"]) == ("92", "accepted", 2)
    assert "漏报两批" in second["why"]
    assert second["when"].startswith("20")


def test_history_can_be_narrowed_to_a_source(take):
    take({"value": "91"}, {"value": "92", "source": "公布"})
    assert [version["source"] for version in history(source="published")] == ["published"]


def test_drafts_are_not_history(draft):
    assert history() == []


def test_a_returned_value_is_the_exact_quotient(take):
    take({"numerator": "2", "denominator": "3"})
    assert answers.returned_value(MARKET, "440100", "2015") == Fraction(200, 3)


def test_a_published_value_is_not_a_returned_one(take):
    take({"value": "91", "source": "公布"})
    assert answers.returned_value(MARKET, "440100", "2015") is None


@pytest.mark.once
def test_a_city_is_asked_for_what_cities_report():
    asked = answers.asked_of("city")
    assert MARKET in asked
    assert "brands.china_brand_rank" not in asked


def test_a_worksheet_shows_what_is_known(take):
    take({"value": "91.5", "note": "全年"})
    lines = {line["indicator"]: line for line in answers.worksheet_lines("440100", YEAR)}
    assert (lines[MARKET]["value"], lines[MARKET]["note"]) == ("91.5", "全年")


def test_a_worksheet_is_filled_from_records(guangdong, monkeypatch):
    monkeypatch.setattr(answers, "prefill", lambda *key: {"value": "87.1"})
    (line,) = answers.worksheet_lines("440100", YEAR, indicators=["environment.good_air_days"])
    assert line["value"] == "87.1"


def test_nothing_is_prefilled_before_anything_was_projected(guangdong):
    assert answers.prefill("environment.good_air_days", "440100", YEAR) == {}


def test_a_worksheet_of_an_unknown_place_or_indicator_is_refused(guangdong):
    with pytest.raises(ClerkError):
        answers.worksheet_lines("999999", YEAR)
    with pytest.raises(ClerkError):
        answers.worksheet_lines("440100", YEAR, indicators=["no.such"])
