"""What a record rests on in law is told as of its own day."""

from datetime import date, timedelta

import pytest

from zhiliang.systems.environment.models import (
    CleanerAudit,
    Elimination,
    Measure,
    Pilot,
    Project,
    ReductionTask,
    VehicleStatistic,
)
from zhiliang.systems.environment.models.legal_bases import bases_on, legal_bases

CODE = "中华人民共和国生态环境法典"
CODE_FROM = date(2026, 8, 15)
# article 1242 of the Code: what it repeals, by the names in the table
REPEALED = ("环境保护法", "大气污染防治法", "水污染防治法", "清洁生产促进法")
KEPT = ("循环经济促进法", "节约能源法")
SUBJECTS = (
    *("water_emissions", "air_emissions", "cleaner_production", "circular_economy"),
    *("outdated_capacity", "vehicles"),
)


def laws(subject, day):
    return [basis.law_zh for basis in bases_on(subject, day)]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_code_holds_from_its_first_day_and_not_before(subject):
    assert CODE in laws(subject, CODE_FROM)
    assert CODE not in laws(subject, CODE_FROM - timedelta(days=1))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_something_held_on_every_day_of_the_plan_and_since(subject):
    days = [date(2011, 1, 1) + timedelta(days=30 * n) for n in range(200)]
    assert [day for day in days if not laws(subject, day)] == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_repealed_act_is_left_once_the_code_is_in_force(subject):
    assert [law for law in laws(subject, CODE_FROM) if any(word in law for word in REPEALED)] == []


@pytest.mark.parametrize("law", KEPT)
def test_what_the_code_does_not_repeal_goes_on(law):
    (basis,) = [basis for basis in legal_bases() if law in basis.law_zh]
    assert basis.valid_to is None


def test_no_edition_of_an_act_overlaps_the_next_for_a_subject():
    for subject in SUBJECTS:
        rows = [basis for basis in legal_bases() if subject in basis.subjects]
        for basis in rows:
            name = basis.law_zh.partition("（")[0]
            after = [b for b in rows if b is not basis and b.law_zh.startswith(name)]
            assert not any(b.holds(basis.valid_from) for b in after), basis.law_zh


def test_every_row_says_how_sure_it_is():
    assert {basis.certainty for basis in legal_bases()} <= {"verified", "secondary", "待核"}


@pytest.mark.parametrize("pollutant", ["cod", "ammonia_nitrogen"])
def test_a_water_task_of_2015_rests_on_the_old_acts_and_one_of_2026_on_the_code(pollutant):
    old = ReductionTask(pollutant=pollutant, year=2015).legal_basis
    new = ReductionTask(pollutant=pollutant, year=2026).legal_basis
    assert "水污染防治法（2008年修订）" in old and "由2017年修正接替" in old and CODE not in old
    assert new == f"《{CODE}》第一百五十五条（2026-08-15 起施行）"


def test_an_air_measure_of_2015_rests_on_the_act_before_the_revision():
    words = Measure(pollutant="so2", year=2015).legal_basis
    assert "大气污染防治法（2000年修订）》第十五条" in words and "〔待核〕" in words


@pytest.mark.parametrize(
    ("record", "old", "new"),
    [
        (CleanerAudit(listed_on=date(2015, 3, 1)), "清洁生产促进法（2012年修正）", ""),
        (CleanerAudit(listed_on=date(2026, 9, 1)), "", "第九百六十七条"),
        (Pilot(admitted_on=date(2026, 9, 1)), "循环经济促进法", "第九百五十三条"),
        (Elimination(due_on=date(2015, 9, 30)), "大气污染防治法（2000年修订）", ""),
        (Elimination(due_on=date(2026, 9, 30)), "节约能源法", "第四十九条"),
        (VehicleStatistic(year=2015), "大气污染防治法（2000年修订）", ""),
        (VehicleStatistic(year=2026), "", "第二百一十九条"),
    ],
)
def test_a_record_names_the_act_in_force_on_its_day(record, old, new):
    words = record.legal_basis
    assert old in words and new in words
    assert (CODE in words) == bool(new)


def test_a_project_rests_on_the_opinion():
    assert "粤府〔2010〕84号" in Project(due_on=date(2015, 12, 31)).legal_basis
