"""Written place names and what they mean on a day."""

from datetime import date

import pytest

from zhiliang.systems.returns.feeds.gazetteer import MOST_GUESSES, Gazetteer, Named, PlaceUnknown

pytestmark = pytest.mark.once

START = date(2005, 1, 1)
DAY = date(2015, 12, 31)


def named(code, zh, *, level="city", hant="", en="", parent="440000", to=None):
    return Named(code, level, zh, hant, en, parent, START, to)


PLACES = Gazetteer(
    (
        named("440000", "广东省", level="province", en="Guangdong", parent=""),
        named("440100", "广州市", hant="廣州市", en="Guangzhou"),
        named("440111", "白云区", level="district", parent="440100"),
        named("440116", "萝岗区", level="district", parent="440100", to=date(2014, 2, 11)),
        named("445100", "潮州市", en="Chaozhou"),
        named("445103", "潮州区", level="district", parent="445100"),
        named("440303", "城区", level="district", parent="440300"),
        named("441502", "城区", level="district", parent="441500"),
    )
)


@pytest.mark.parametrize(
    "written",
    ["440100", "广州市", "广州", "廣州", "Guangzhou", "GUANGZHOU city", " 广 州 ", "440100000000"],
)
def test_a_city_is_known_by_every_usual_spelling(written):
    assert PLACES.find(written, DAY) == "440100"


@pytest.mark.parametrize("written", ["白云", "广州市白云区", "广州白云区"])
def test_a_district_may_be_named_with_its_city(written):
    assert PLACES.find(written, DAY) == "440111"


def test_a_name_of_a_city_and_of_a_district_means_the_city():
    assert PLACES.find("潮州", DAY) == "445100"


def test_the_whole_province_is_the_province():
    assert PLACES.find("全省", DAY) == "440000"


def test_a_name_of_two_places_is_refused_with_both_codes():
    with pytest.raises(PlaceUnknown, match=r"440303.*441502"):
        PLACES.find("城区", DAY)


def test_a_misspelt_name_is_answered_with_the_nearest():
    with pytest.raises(PlaceUnknown, match=r"广州市.*440100"):
        PLACES.find("Guangzou", DAY)


def test_guessing_ends_after_many_unknown_names():
    patient = Gazetteer([named("440100", "广州市")])
    for number in range(MOST_GUESSES):
        with pytest.raises(PlaceUnknown):
            patient.find(f"乌有{number}", DAY)
    with pytest.raises(PlaceUnknown, match="GB/T 2260"):
        patient.find("广州士", DAY)


def test_a_place_that_is_gone_is_refused_with_its_last_day():
    with pytest.raises(PlaceUnknown, match="2014-02-11"):
        PLACES.find("萝岗区", DAY)


def test_a_place_that_is_gone_was_there_before():
    assert PLACES.find("440116", date(2013, 12, 31)) == "440116"
