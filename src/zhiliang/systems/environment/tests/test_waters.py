"""Months of sections and drinking sources: judged as they come, refused with line and reason."""

from datetime import date

import pytest

from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.systems.environment.models import (
    DrinkingMonth,
    DrinkingSource,
    Section,
    SectionMonth,
)

pytestmark = pytest.mark.django_db
SECTION = "断面编号,月份,项目,监测值\n"
DRINKING = "水源编号,月份,取水量,项目,监测值\n"


def take(feed, text):
    return acceptor_of(feed)(read(feeds[feed], text.encode()), by=None)


def faults(outcome):
    return [(reject.line, reject.field) for reject in outcome.rejected]


@pytest.fixture
def section(guangdong):
    return Section.objects.create(
        code="R1",
        name_zh="断面",
        water_body="东江",
        target=2,
        place_id="440100",
        active_from=date(2010, 1, 1),
    )


@pytest.fixture
def source(guangdong):
    return DrinkingSource.objects.create(
        code="D1", name_zh="水源", place_id="440100", active_from=date(2010, 1, 1)
    )


def test_the_worst_factor_makes_the_class(section):
    take("section-months", SECTION + "R1,2015-08,溶解氧,6.0\nR1,2015-08,氨氮,0.9\n")
    month = SectionMonth.objects.get()
    assert (month.water_class, month.determining, month.good, month.on_target) == (
        3,
        "氨氮",
        1,
        0,
    )


def test_a_result_below_the_detection_limit_counts_half(section):
    take("section-months", SECTION + "R1,2015-08,氨氮,<0.2\n")
    assert SectionMonth.objects.get().water_class == 1


def test_a_detection_limit_above_the_limit_is_said_to_be_too_coarse(section):
    take("section-months", SECTION + "R1,2015-08,氨氮,<0.2\n")
    assert "检出限高于限值" in SectionMonth.objects.get().determining


def test_what_was_measured_stays_as_it_was_written(section):
    take("section-months", SECTION + "R1,2015-08,氨氮,＜0.20\n")
    assert SectionMonth.objects.get().values == {"ammonia_nitrogen": "<0.20"}


def test_an_unknown_section_and_an_unknown_factor_keep_the_file_out(section):
    text = SECTION + "R1,2015-08,氨氮,0.1\nR9,2015-08,氨氮,0.1\nR1,2015-08,甜味,0.1\n"
    outcome = take("section-months", text)
    assert (faults(outcome), SectionMonth.objects.count()) == ([(3, "section"), (4, "factor")], 0)


def test_a_value_with_its_unit_is_refused_with_its_line(section):
    assert faults(take("section-months", SECTION + "R1,2015-08,氨氮,0.1mg/L\n")) == [(2, "value")]


def test_a_month_told_anew_supersedes(section):
    take("section-months", SECTION + "R1,2015-08,氨氮,0.1\n")
    take("section-months", SECTION + "R1,2015-08,氨氮,5\n")
    assert [month.water_class for month in SectionMonth.objects.current()] == [6]
    assert SectionMonth.objects.count() == 2


def test_a_drinking_source_complies_up_to_class_three(source):
    text = DRINKING + "D1,2015-08,900,氨氮,1.0\nD1,2015-09,100,氨氮,1.1\n"
    take("drinking-months", text)
    months = DrinkingMonth.objects.order_by("first_day")
    assert [(month.compliant_quantity, month.over) for month in months] == [(900, ""), (0, "氨氮")]


def test_one_month_has_one_quantity(source):
    text = DRINKING + "D1,2015-08,900,氨氮,0.1\nD1,2015-08,901,总磷,0.1\n"
    assert faults(take("drinking-months", text)) == [(3, "quantity")]


def test_a_supplementary_limit_decides_too(source):
    take("drinking-months", DRINKING + "D1,2015-08,900,铁,0.45\n")
    assert DrinkingMonth.objects.get().over == "铁"


def test_a_month_that_cannot_be_told_counts_on_neither_side(source):
    take("drinking-months", DRINKING + "D1,2015-08,900,氨氮,<2\n")
    month = DrinkingMonth.objects.get()
    assert (month.compliant_quantity, month.compliant) == (None, False)
