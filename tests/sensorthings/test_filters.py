"""Filters: two interpreters, one for entities in memory and one for DuckDB, that must agree."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sensorthings.lake import START
from zhiliang.systems.environment.readings.lake import current_readings
from zhiliang.systems.environment.sensorthings.asking import Asking
from zhiliang.systems.environment.sensorthings.evaluating import holds
from zhiliang.systems.environment.sensorthings.kinds import KINDS
from zhiliang.systems.environment.sensorthings.observing import observed
from zhiliang.systems.environment.sensorthings.options import Options
from zhiliang.systems.environment.sensorthings.series import CHINA
from zhiliang.systems.environment.sensorthings.syntax import Apply, Literal, Path, parse_filter
from zhiliang.systems.environment.sensorthings.world import World

pytestmark = pytest.mark.once

HOURS = "Datastream/id eq 'outlet:GZ-001:2061:w01018:Avg'"


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        ("result eq 5.5", 1),
        ("result ne 5.5", 23),
        ("result lt 5.5", 5),
        ("result le 5.5", 6),
        ("result gt 5.5", 18),
        ("result ge 5.5", 19),
        ("5.5 gt result", 5),
        ("not (result ge 5.5)", 5),
        ("result lt 2 or result gt 22 and result lt 23", 3),
        ("(result lt 2 or result gt 22) and result lt 23", 3),
        ("result mul 2 eq 11", 1),
        ("result sub 0.5 mod 2 eq 0", 1),
        ("(result sub 0.5) mod 2 eq 0", 12),
        ("result div 0 eq 1", 0),
        ("phenomenonTime ge 2024-01-04T21:00:00Z", 19),
        ("phenomenonTime lt 2024-01-05T05:00:00+08:00", 5),
        ("phenomenonTime eq 2024-01-05T05:00:00+08:00", 1),
        ("resultTime eq 2024-01-05T05:00:00+08:00", 1),
        ("resultQuality/flag eq 'D'", 1),
        ("resultQuality/valid eq true", 23),
        ("result eq null", 0),
        ("parameters/origin eq 'import'", 24),
        ("id eq 'outlet:GZ-001:2061:w01018:Avg:20240105050000'", 1),
        ("result eq 'abc'", 0),
    ],
)
def test_a_condition_leaves_what_fits(results, condition, count):
    assert len(results(f"{HOURS} and ({condition})")) == count


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("Datastream/ObservedProperty/name eq '化学需氧量'", 86),
        ("Datastream/Thing/name eq '示例站' or result eq 23.5", 4),
        ("FeatureOfInterest/id eq 'station:GZ-T1'", 3),
        ("Datastream/Thing/id eq 'nobody'", 0),
        ("Datastream/properties/cn ne '2051' and result eq 7", 0),
        ("result eq null", 1),
        ("result eq '1e999'", 1),
    ],
)
def test_a_condition_may_speak_of_related_entities(results, where, count):
    assert len(results(where)) == count


@pytest.mark.parametrize(
    ("resource", "where", "count"),
    [
        ("Things", "name eq '总排口'", 1),
        ("Things", "properties/source eq 'sample'", 1),
        ("Things", "Datastreams/ObservedProperty/id eq 'a34004'", 1),
        ("Things", "not (id eq 'outlet:GZ-001')", 1),
        ("Datastreams", "Thing/id eq 'outlet:GZ-001' and properties/readings gt 20", 2),
        ("Datastreams", "phenomenonTime ge 2024-01-05T00:00:01+08:00", 1),
        ("Sensors", "name eq 'O''Brien'", 0),
    ],
)
def test_things_and_series_are_filtered_alike(ask, resource, where, count):
    assert len(ask(resource, filter=where)["value"]) == count


NAMES = st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"])
TIMES = st.integers(-1, 25).map(lambda h: (START + timedelta(hours=h)).replace(tzinfo=CHINA))
NUMBERS = st.integers(-1, 30).map(lambda n: n / 2)
SERIES = st.sampled_from(["outlet:GZ-001:2061:w01018:Avg", "station:GZ-T1:2061:a34004:Avg", "?"])
COMPARISONS = st.one_of(
    st.tuples(st.just(("result",)), st.none() | NUMBERS),
    st.tuples(st.just(("phenomenonTime",)), TIMES),
    st.tuples(st.just(("resultTime",)), TIMES),
    st.tuples(st.just(("resultQuality", "flag")), st.sampled_from(["N", "D", ""])),
    st.tuples(st.just(("resultQuality", "valid")), st.booleans()),
    st.tuples(st.just(("Datastream", "id")), SERIES),
).flatmap(lambda pair: NAMES.map(lambda n: Apply(n, (Path(pair[0]), Literal(pair[1])))))
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        inner.map(lambda one: Apply("not", (one,))),
        st.builds(lambda n, a, b: Apply(n, (a, b)), st.sampled_from(["and", "or"]), inner, inner),
    ),
    max_leaves=6,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(where=CONDITIONS)
def test_duckdb_and_plain_python_agree_on_every_condition(monitored, where):
    with Asking() as asking:
        world = World(current_readings(), asking)
        every = observed(world, world.series, Options(top=1000)).items
        found = observed(world, world.series, Options(where=where, top=1000)).items
        expected = [one for one in every if holds(world, KINDS["Observation"], one, where)]
    assert [one.id for one in found] == [one.id for one in expected]


def test_and_binds_closer_than_or_and_sums_less_than_products():
    assert parse_filter("a or b and not c eq 1 add 2 mul 3") == Apply(
        "or",
        (
            Path(("a",)),
            Apply(
                "and",
                (
                    Path(("b",)),
                    Apply(
                        "not",
                        (
                            Apply(
                                "eq",
                                (
                                    Path(("c",)),
                                    Apply(
                                        "add",
                                        (
                                            Literal(1.0),
                                            Apply("mul", (Literal(2.0), Literal(3.0))),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )
