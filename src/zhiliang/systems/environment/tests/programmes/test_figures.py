"""The figures of the programmes, by both engines, counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from zhiliang.core.actions import load_place_sets, load_places
from zhiliang.core.feed import read
from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import EventLog
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.projection import project
from zhiliang.indicators.registry import definitions, projections
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.feeds import vehicle_stages
from zhiliang.systems.environment.tests.programmes.test_programmes import LINE, PILOT, PROJECT
from zhiliang.systems.environment.tests.programmes.test_vehicles import HEAD
from zhiliang.systems.returns.actions import load_published

TASKS = "emission_reduction_tasks"


@pytest.fixture
def guangdong(db):
    load_places(by=None)
    load_place_sets(by=None)


@pytest.fixture(params=["duckdb", "reference"])
def figure(request, guangdong, tmp_path):
    """Ask for a figure: `figure("vehicles_china_iv", "440100", "2015")`."""

    def ask(name, place, period, source=None):
        project(tmp_path, projections(), log=EventLog())
        figures = Figures(Lake.current(tmp_path), definitions(), engine=request.param)
        return figures.at(f"environment.{name}", place, Period.parse(period), source)

    return ask


def parts(value):
    return value.numerator, value.denominator


@pytest.fixture
def judged(assign, pass_on, account):
    """Guangzhou's tasks of 2011: `judged(cod="10", so2="100")` with each one's new emission."""

    def make(**new):
        for pollutant, more in new.items():
            pass_on(year=2011, pollutant=pollutant, target="1020")
            if more:
                account(year=2011, pollutant=pollutant, new=more)

    return make


def test_one_task_a_pollutant_and_a_surplus_offsets_nothing(figure, judged):
    judged(cod="0", so2="21", nox="20")
    assert parts(figure(TASKS, "440100", "2011")) == (2, 3)


def test_a_local_addition_is_not_counted(figure, judged, assign, account):
    judged(cod="10")
    assign(place_id="440100", basis="local", pollutant="voc", target="1")
    account(pollutant="voc", new="10")
    assert parts(figure(TASKS, "440100", "2011")) == (1, 1)


def test_there_is_no_figure_until_every_task_is_accounted(figure, judged):
    judged(cod="10", so2="")
    assert figure(TASKS, "440100", "2011").status == "not_collected"


def test_a_cities_tasks_do_not_add_up_to_the_province_s(figure, judged):
    judged(cod="10")
    assert figure(TASKS, "440000", "2011").status == "not_collected"


def test_the_published_figure_still_answers_where_there_is_no_ledger(figure):
    load_published(by=None)
    found = figure(TASKS, "440000", "2015")
    assert (found.value, parts(found), found.source) == (100, (3, 3), "published")


def test_the_ledger_answers_before_the_published_figure_which_stays_beside(
    figure, assign, province, second
):
    load_published(by=None)
    assign(year=2015, target="1000")
    fields = {"place_id": "440000", "pollutant": "cod"}
    with_base = assign(year=2015, target="990", pollutant="so2", base="1000")
    assert with_base.met is None
    for year, pollutant in ((y, p) for p in ("cod", "so2") for y in range(2011, 2016)):
        filed = actions.file_account(
            by=province, new=Decimal(0), year=year, **fields | {"pollutant": pollutant}
        )
        actions.confirm_account(filed, by=second)
    found = figure(TASKS, "440000", "2015")
    assert (parts(found), found.source) == ((1, 2), "records")
    assert parts(figure(TASKS, "440000", "2015", "published")) == (3, 3)


VEHICLES = """440100,汽油,国0,5,30,0,0
440100,汽油,国Ⅰ,15,20,10,8
440100,柴油,国Ⅱ,20,10,10,7
440100,柴油,国Ⅲ,20,7,10,9
440100,汽油,国Ⅳ,100,1,50,48
440100,燃气,国Ⅴ,40,0,20,20
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("vehicles_china_iv", (Decimal("70.0"), 140, 200)),
        ("yellow_label_vehicles_eliminated", (Decimal(40), None, None)),
        ("vehicle_tests_passed", (Decimal("92.0"), 92, 100)),
    ],
)
def test_vehicles_are_counted_by_stage(figure, name, expected):
    reading = read(vehicle_stages, (HEAD + VEHICLES).encode())
    actions.import_vehicles(reading, by=None, period="2015")
    found = figure(name, "440100", "2015")
    assert (found.value, *parts(found), found.source) == (*expected, "records")


def test_a_superseded_statistic_counts_no_more(figure):
    for rows in (VEHICLES, VEHICLES.replace("国Ⅳ,100", "国Ⅳ,300")):
        actions.import_vehicles(
            read(vehicle_stages, (HEAD + rows).encode()), by=None, period="2015"
        )
    assert parts(figure("vehicles_china_iv", "440100", "2015")) == (340, 400)


def test_capacity_dismantled_late_or_unseen_is_not_eliminated(figure, province, guangzhou):
    for number, (gone, seen) in enumerate(
        [("2013-10-01", "2013-11-01"), ("2014-01-02", "2014-02-01"), ("2013-10-01", ""), ("", "")]
    ):
        line = actions.assign_elimination(
            by=province, capacity=Decimal(1), **LINE | {"equipment": f"{number}号窑"}
        )
        if gone:
            day = date.fromisoformat(gone)
            line = actions.report_dismantling(line, by=guangzhou, dismantled_on=day)
        if seen:
            actions.verify_elimination(line, by=province, seen_on=date.fromisoformat(seen))
    assert parts(figure("outdated_capacity_eliminated", "440100", "2013")) == (1, 4)
    assert parts(figure("outdated_capacity_eliminated", "440000", "2013")) == (1, 4)


def test_audits_are_counted_where_they_fall_due(figure, guangzhou, province):
    for number, steps in enumerate(["accept", "file", "remove", ""]):
        audit = actions.list_enterprise(
            by=guangzhou,
            place_id="440100",
            enterprise=f"{number}厂",
            cause="toxic",
            listed_on=date(2014, 3, 1),
            due_on=date(2015, 3, 1),
        )
        if steps == "remove":
            actions.remove_audit(audit, by=province, finding="停产")
        if steps in ("accept", "file"):
            actions.file_audit(audit, by=guangzhou, report="完成")
        if steps == "accept":
            actions.assess_audit(audit, by=guangzhou, assessed_on=date(2015, 2, 1))
            actions.accept_audit(audit, by=province, accepted_on=date(2015, 6, 1))
    assert parts(figure("cleaner_audits_accepted", "440100", "2015")) == (1, 3)
    assert figure("cleaner_audits_accepted", "440100", "2014").status == "not_collected"


def test_a_pilot_counts_in_each_year_it_reported_for_unless_it_was_removed(
    figure, province, guangzhou
):
    for name, removed in (("甲", False), ("乙", True)):
        pilot = actions.admit_pilot(by=province, **PILOT | {"name": name})
        for year in (2013, 2014):
            actions.report_pilot(pilot, by=guangzhou, year=year, text="余热利用")
        if removed:
            day = date(2015, 1, 1)
            actions.remove_pilot(pilot, by=province, ended_on=day, finding="未建设")
    found = [figure("circular_economy_pilots", "440100", year).value for year in ("2013", "2014")]
    assert (found, figure("circular_economy_pilots", "440000", "2014").value) == ([1, 1], 1)


def test_only_checked_kilometres_count(figure, guangzhou, province):
    for name, done in (("一", True), ("二", False)):
        project_ = actions.plan_project(
            by=guangzhou, planned=Decimal(50), **PROJECT | {"name": name}
        )
        actions.complete_project(project_, by=guangzhou, completed=Decimal("40.5"))
        if done:
            actions.verify_project(project_, by=province)
    found = figure("greenway_completion", "440100", "2015")
    assert found.value == Decimal("40.5")
    assert figure("three_olds_completion", "440100", "2015").value is None


def test_a_lake_that_followed_is_the_lake_made_anew(judged, verified, guangdong, tmp_path):
    judged(cod="10")
    project(tmp_path, projections(), log=EventLog())
    verified(recognised="5")
    followed = project(tmp_path, projections(), log=EventLog())
    anew = project(tmp_path / "new", projections(), log=EventLog(), everything=True)
    assert followed["tables"] == anew["tables"]
