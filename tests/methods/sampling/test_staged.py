"""Double and multiple plans against AQLSchemes, cell by cell, and tables of one's own."""

from collections import defaultdict

import pytest

from tests.methods.sampling.published import rows
from zhiliang.methods.sampling import (
    Stage,
    asn,
    double_plan,
    load_plans,
    multiple_plan,
    oc,
    single_cell,
    single_plan_gb2828_1,
    staged_cell,
)
from zhiliang.methods.tables.sampling.editions import AQLS, LETTERS, SEVERITIES

pytestmark = pytest.mark.once

# Misprints of AQLSchemes 1.7-2: every other cell of the same diagonal or row says otherwise.
MISPRINTS = {
    *(("double", "normal", letter, "100") for letter in "LMNP"),
    ("multiple", "normal", "F", "100"),
    ("multiple", "normal", "F", "150"),
}
HEAD = "severity,letter,aql,stage,n,ac,re\n"


def published(kind):
    cells = defaultdict(list)
    for row in rows(f"{kind}.csv.gz"):
        cell = row["severity"], row["letter"], row["aql"]
        cells[cell].append(tuple(int(row[name]) for name in ("n", "ac", "re")))
    return cells


def stages(kind, severity, letter, aql):
    plan = staged_cell(kind, letter, aql, severity=severity).plan
    return [(stage.n, stage.ac, stage.re) for stage in plan.stages]


@pytest.mark.parametrize(("kind", "count"), [("double", 762), ("multiple", 599)])
def test_every_plan_of_aqlschemes_but_its_misprints_is_ours(kind, count):
    cells = published(kind)
    assert len(cells) == count
    wrong = {(kind, *cell) for cell, listed in cells.items() if stages(kind, *cell) != listed}
    assert wrong == {cell for cell in MISPRINTS if cell[0] == kind}


def test_a_misprint_is_put_right_by_the_rest_of_its_diagonal():
    assert stages("double", "normal", "L", "100")[-1] == (8, 26, 27)
    assert stages("multiple", "normal", "F", "100") == stages("multiple", "normal", "E", "100")


@pytest.mark.parametrize("kind", ["double", "multiple"])
def test_curves_and_sample_numbers_are_those_of_aqlschemes(kind):
    curves = defaultdict(list)
    for row in rows(f"{kind}_curves.csv.gz"):
        figures = tuple(float(row[name]) for name in ("p", "pa", "asn"))
        curves[row["severity"], row["letter"], row["aql"]].append(figures)
    # Where the first stage can accept with some found, its multiple curves count only the last.
    compared = [cell for cell in curves if kind == "double" or stages(kind, *cell)[0][1] <= 0]
    assert len(compared) > 350
    for severity, letter, aql in compared:
        plan = staged_cell(kind, letter, aql, severity=severity).plan
        p, accepted, units = map(list, zip(*curves[severity, letter, aql], strict=True))
        assert oc(plan, p) == pytest.approx(accepted, rel=1e-9, abs=1e-11)
        assert asn(plan, p) == pytest.approx(units, rel=1e-9)


@pytest.mark.parametrize("kind", ["double", "multiple"])
def test_a_cell_without_a_plan_of_its_kind_leads_to_one_with_fewer_stages(kind):
    cells = published(kind)
    for severity in SEVERITIES:
        for letter in LETTERS:
            for aql in map(str, AQLS):
                listed = len(cells.get((severity, letter, aql), ()))
                assert len(stages(kind, severity, letter, aql)) <= (listed or 2)


def test_a_double_plan_accepts_about_as_often_as_the_single_plan_with_fewer_units():
    for aql in (0.65, 1.0, 2.5, 4.0):
        single = single_plan_gb2828_1(2000, "II", aql)
        double, multiple = (kind(2000, "II", aql) for kind in (double_plan, multiple_plan))
        p = aql / 100
        assert oc(double, p) == pytest.approx(oc(single, p), abs=0.03)
        assert oc(multiple, p) == pytest.approx(oc(single, p), abs=0.03)
        assert asn(multiple, p) < asn(double, p) < single.n


def test_where_ac_is_zero_the_single_plan_is_taken_as_one_stage():
    assert double_plan(2000, "II", "0.10").stages == (Stage(125, 0, 1),)


def test_the_stage_sources_contradict_themselves_on_is_marked():
    assert staged_cell("multiple", "K", 1.5, severity="tightened").certainty == "待核"
    assert staged_cell("multiple", "K", 1.0, severity="normal").certainty == "secondary"


def test_editions_not_freely_published_are_refused_with_the_way_out():
    with pytest.raises(ValueError, match="GB/T 2828.1-2012 are not freely published: load a table"):
        double_plan(2000, "II", 1.0, edition=2012)


def test_a_table_of_ones_own_gives_its_plans():
    table = load_plans(HEAD + "normal,K,1.0,1,50,#,3\nnormal,K,1,2,50,3,4\n", source="ISO")
    assert table.plan(2000, "II", "1.0").stages == (Stage(50, -1, 3), Stage(50, 3, 4))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("normal,K,1.1,1,50,0,3", "line 2: AQL 1.1 is not in the series"),
        ("normal,K,1.0,2,50,0,3", "line 2: stage 2 follows 0 stages"),
        ("normal,K,1.0,1,50,3,3", "line 2: no stage of a sampling plan"),
        ("normal,K,1.0,1,50,1/2,3", "line 2: ac is a whole number, not '1/2'"),
        ("normal,I,1.0,1,50,0,3", "line 2: no code letter 'I'"),
        ("strict,K,1.0,1,50,0,3", "line 2: no severity of inspection 'strict'"),
        ("normal,K,1.0,1,50,0", "line 2: 6 fields instead of 7"),
        ("normal,K,1.0,1,50,2,4\nnormal,K,1.0,2,50,1,5", "normal K 1.0: a plan has stages"),
        ("normal,K,1.0,1,0,2,4\nnormal,K,1.0,1,x,1,5", "line 2: .*\nline 3: n is a whole"),
    ],
)
def test_a_wrong_table_is_refused_with_every_wrong_line(lines, message):
    with pytest.raises(ValueError, match=message):
        load_plans(HEAD + lines, source="ISO")


def test_a_table_with_other_columns_is_refused():
    with pytest.raises(ValueError, match="line 1: the columns are severity,letter"):
        load_plans("a,b\n", source="ISO")


def test_a_plan_a_table_does_not_have_is_said_with_the_tables_source():
    table = load_plans(HEAD + "normal,K,1.0,1,50,0,1", source="own")
    with pytest.raises(ValueError, match="own has no tightened plan for letter K and AQL 1.0"):
        table.plan(2000, "II", 1.0, severity="tightened")


def test_single_and_staged_cells_name_their_tables():
    tables = {staged_cell(kind, "K", 1.0).table for kind in ("double", "multiple")}
    assert tables == {"III-A", "IV-A"}
    assert staged_cell("double", "K", "0.10").table == single_cell("K", 0.1, edition="105E").table
    with pytest.raises(ValueError, match="no tables of 'triple' sampling"):
        staged_cell("triple", "K", 1.0)
