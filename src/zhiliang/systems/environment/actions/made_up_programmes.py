"""The made-up programmes, taken through the same verbs as real ones by made-up people."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from zhiliang.core.actions import seat_made_up_person
from zhiliang.core.feed import read
from zhiliang.core.models import Person, Place
from zhiliang.core.roles import Role
from zhiliang.indicators.places import PROVINCE
from zhiliang.systems.environment.actions import emissions, programmes
from zhiliang.systems.environment.actions.vehicles import import_vehicles
from zhiliang.systems.environment.feeds.vehicles import vehicle_stages
from zhiliang.systems.environment.models import Measure, ReductionTask, Source
from zhiliang.systems.environment.sample import programmes as sample
from zhiliang.systems.environment.sample.rows import noon

MADE_UP: Mapping[str, Any] = {"source": Source.SAMPLE}
NOTE = "示例：材料不足，少认定一部分"
Row = Mapping[str, Any]


@transaction.atomic
def load_programme_sample(*, by: None = None) -> int:
    """Make the made-up programmes of three cities; returns how many emission tasks there are.

    A second time changes nothing.
    """
    made = ReductionTask.objects.filter(source=Source.SAMPLE)
    if not made.exists():
        _assign()
        for ledger in sample.ledgers():
            _ledger(ledger)
        for what, make in _CASES.items():
            for row in sample.rows(what):
                make(row)
        for year in sample.YEARS:
            _vehicles(year)
    return made.count()


def _city(place: str) -> Person:
    return _officer(Role.CITY_OFFICER, place)


def _province(seat: str = "") -> Person:
    return _officer(Role.PROVINCIAL_OFFICER, seat)


def _officer(role: Role, seat: str) -> Person:
    place = Place.objects.filter(pk=seat).first()
    return seat_made_up_person(
        by=None,
        username=f"sample-environment-{seat or role}".replace("_", "-"),
        display_name=f"示例·环境{place or role.label}",
        role=role,
        place=place,
    )


def _plan(year: int) -> Row:
    return {
        "year": year,
        "plan_from": sample.YEARS[0],
        "plan_to": sample.LAST,
        "base_year": sample.BASE_YEAR,
        "reference": "示例责任书",
        "at": noon(date(sample.YEARS[0], 3, 1)),
        **MADE_UP,
    }


def _assign() -> None:
    """The province's tasks, and what it passed on to the cities."""
    state = {}
    for pollutant, (base, percent) in sample.state_tasks().items():
        for year in sample.YEARS:
            due = percent * (year - sample.BASE_YEAR) / len(sample.YEARS)
            task: dict[str, Any] = {"place_id": PROVINCE, "pollutant": pollutant, "basis": "state"}
            state[pollutant, year] = emissions.assign_task(
                by=_province(), base=base, percent=due, **task, **_plan(year)
            )
    for ledger in sample.ledgers():
        for year in sample.YEARS:
            emissions.assign_task(
                by=_province(),
                base=ledger.base,
                percent=ledger.allowed_percent(year),
                place_id=ledger.place,
                pollutant=ledger.pollutant,
                basis="passed_on",
                parent=state[ledger.pollutant, year],
                **_plan(year),
            )


def _ledger(ledger: sample.Ledger) -> None:
    """Measures first, so that each year's account finds its cuts; then the accounts."""
    own = {"place_id": ledger.place, "pollutant": ledger.pollutant, **MADE_UP}
    for cut in ledger.cuts:
        _measure(own, *cut)
    for year, new in zip(sample.YEARS, ledger.new, strict=True):
        at = noon(date(year + 1, 2, 1))
        account = emissions.file_account(by=_city(ledger.place), new=new, year=year, at=at, **own)
        emissions.confirm_account(account, by=_province(), at=at + timedelta(days=20))


def _measure(
    own: Row, year: int, kind: str, name: str, claimed: Decimal, recognised: Decimal
) -> Measure:
    at, checker = noon(date(year, 12, 1)), _province()
    measure = emissions.claim_measure(
        by=_city(own["place_id"]),
        claimed=claimed,
        year=year,
        kind=kind,
        name=name,
        carrier="示例实施单位",
        commissioned_on=date(year, 3, 1),
        ground="示例测算：进出口浓度差乘以水量或烟气量",
        at=at,
        **own,
    )
    emissions.take_up(measure, by=checker, at=at + timedelta(days=9))
    decided = at + timedelta(days=20)
    if not recognised:
        return emissions.refuse(measure, by=checker, finding="示例：无运行记录", at=decided)
    finding = "" if recognised == claimed else NOTE
    return emissions.verify(measure, by=checker, recognised=recognised, finding=finding, at=decided)


def _audit(row: Row) -> None:
    steps, city = row["steps"], _city(row["place"])
    given = {name: row[name] for name in ("enterprise", "cause", "listed_on", "due_on")}
    day = row["due_on"]
    audit = programmes.list_enterprise(
        by=_province(), place_id=row["place"], at=noon(row["listed_on"]), **given, **MADE_UP
    )
    if "file" in steps:
        filed = noon(day - timedelta(days=60))
        programmes.file_audit(audit, by=city, report="示例：提出方案12项，已实施10项", at=filed)
    if "assess" in steps:
        assessed = day - timedelta(days=30)
        programmes.assess_audit(audit, by=city, assessed_on=assessed, at=noon(assessed))
    if "accept" in steps:
        programmes.accept_audit(audit, by=_province(), accepted_on=day, at=noon(day))


def _pilot(row: Row) -> None:
    given = {name: row[name] for name in ("name", "kind", "batch", "admitted_on")}
    pilot = programmes.admit_pilot(
        by=_province(), place_id=row["place"], at=noon(row["admitted_on"]), **given, **MADE_UP
    )
    for year in range(row["admitted_on"].year, sample.LAST) if row["report"] else ():
        at, city = noon(date(year + 1, 3, 1)), _city(row["place"])
        programmes.report_pilot(pilot, by=city, year=year, text=row["report"], at=at)
    ended: dict[str, Any] = {"ended_on": date(2015, 6, 30), "at": noon(date(2015, 6, 30))}
    if row["ends"] == "accept":
        programmes.accept_pilot(pilot, by=_province(), **ended)
    elif row["ends"] == "remove":
        programmes.remove_pilot(pilot, by=_province(), finding="示例：未按方案建设", **ended)


def _elimination(row: Row) -> None:
    names = ("enterprise", "industry", "equipment", "unit", "due_on")
    line = programmes.assign_elimination(
        by=_province(),
        capacity=Decimal(str(row["capacity"])),
        place_id=row["place"],
        at=noon(date(row["due_on"].year, 3, 1)),
        **{name: row[name] for name in names},
        **MADE_UP,
    )
    if day := row["dismantled_on"]:
        programmes.report_dismantling(line, by=_city(row["place"]), dismantled_on=day, at=noon(day))
    if day := row["seen_on"]:
        programmes.verify_elimination(line, by=_province(), seen_on=day, at=noon(day))


def _project(row: Row) -> None:
    day = row["due_on"]
    project = programmes.plan_project(
        by=_province(),
        planned=Decimal(str(row["planned"])),
        place_id=row["place"],
        at=noon(date(day.year, 1, 10)),
        **{name: row[name] for name in ("kind", "name", "due_on")},
        **MADE_UP,
    )
    if row["completed"] != "":
        done = {"completed": Decimal(str(row["completed"])), "commissioned_on": day}
        programmes.complete_project(project, by=_city(row["place"]), at=noon(day), **done)
    if row["checked"]:
        programmes.verify_project(project, by=_province(), at=noon(day) + timedelta(days=20))


_CASES = {
    "audits": _audit,
    "pilots": _pilot,
    "eliminations": _elimination,
    "projects": _project,
}


def _vehicles(year: int) -> None:
    reading = read(vehicle_stages, sample.vehicles(year), name=f"示例-{year}.csv")
    outcome = import_vehicles(
        reading, by=None, period=str(year), name=f"示例-{year}.csv", source=Source.SAMPLE
    )
    if outcome.rejected:
        raise RuntimeError(f"the made-up file was refused: {outcome.rejected[0]}")
