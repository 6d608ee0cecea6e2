"""Switching rules against published scenarios, and against their laws."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.sampling.published import FOLDER
from zhiliang.methods.sampling import (
    Lot,
    Plan,
    Scheme,
    Stage,
    StagedPlan,
    replay,
    scheme_gb2828_1,
)

pytestmark = pytest.mark.once

VECTORS = json.loads((FOLDER / "switching.json").read_text("utf-8"))
SCHEME = scheme_gb2828_1(2000, "II", 1.0)
PUBLISHED = replace(SCHEME, reduced=Plan(*VECTORS["base"]["plans"]["reduced"]))
DOUBLE = StagedPlan("K", (Stage(80, 1, 4), Stage(80, 4, 5)))
FAVOURABLE = {"steady": True, "approved": True}

lots = st.builds(
    Lot, st.just(SCHEME), st.sampled_from([0, 0, 0, 2, 3, 4]), resubmitted=st.booleans(),
    steady=st.booleans(), approved=st.booleans(), resumed=st.just(True),
)  # fmt: skip


def ends(found, start="normal", scheme=SCHEME, **known):
    return replay([Lot(scheme, d, **known) for d in found], start=start)[-1]


@pytest.mark.parametrize("case", VECTORS["cases"], ids=range(len(VECTORS["cases"])))
def test_published_scenarios_end_as_published(case):
    scheme = scheme_gb2828_1(case["lot"], "II", 1.0) if "lot" in case else PUBLISHED
    known = {name: case.get(name, False) for name in ("steady", "approved")}
    history = [Lot(scheme, d, **known) for d in case["d"]]
    history += [Lot(scheme, d, resubmitted=True) for d in case.get("resubmitted_d", ())]
    end = replay(history, start=case["start"])[-1]
    assert end.severity == case.get("end", case["start"])
    assert end.score == case.get("score", end.score)


def test_the_published_plans_are_those_of_the_tables_but_the_reduced_one():
    given_plans = VECTORS["base"]["plans"]
    assert Plan(*given_plans["normal"]) == SCHEME.normal
    assert Plan(*given_plans["tightened"]) == SCHEME.tightened
    assert Plan("K", 50, 2, 3) == SCHEME.reduced


def test_two_of_five_lots_tighten_and_the_sixth_is_too_late():
    assert ends([4, 0, 0, 0, 4]).severity == "tightened"
    assert ends([4, 0, 0, 0, 0, 4]).severity == "normal"


def test_a_refused_lot_breaks_the_run_on_tightened():
    assert ends([0, 0, 0, 0, 3, 0, 0, 0, 0], "tightened").severity == "tightened"
    assert ends([0, 0, 0, 0, 3, 0, 0, 0, 0, 0], "tightened").severity == "normal"


def test_refusals_on_tightened_add_up_though_not_in_a_row():
    assert ends([3, 0, 0, 0, 0] * 4 + [3], "tightened").severity == "suspended"


def test_refusals_before_a_return_to_normal_are_forgotten():
    history = [3] * 4 + [0] * 5 + [4, 4] + [3] * 4
    assert ends(history, "tightened").severity == "tightened"


@pytest.mark.parametrize("missing", ["steady", "approved"])
def test_a_score_alone_does_not_reduce(missing):
    end = ends([0] * 12, **FAVOURABLE | {missing: False})
    assert (end.severity, end.score) == ("normal", 36)
    assert ends([0] * 9, **FAVOURABLE).severity == "normal"
    assert ends([0] * 10, **FAVOURABLE).severity == "reduced"


def test_a_lot_that_fails_one_aql_tighter_sets_the_score_back():
    scores = [after.score for after in replay([Lot(SCHEME, d) for d in (0, 2, 3, 0)])]
    assert scores == [0, 3, 6, 0, 3]


def test_with_ac_one_an_accepted_lot_scores_two():
    scheme = scheme_gb2828_1(2000, "II", 0.4)
    assert scheme.normal.ac == 1
    assert ends([1, 1, 0], scheme=scheme).score == 6
    assert ends([1, 1, 2], scheme=scheme).score == 0


def test_a_double_plan_scores_when_its_first_sample_accepts():
    scheme = Scheme(DOUBLE, SCHEME.tightened, SCHEME.reduced)
    first, second = Lot(scheme, 1), Lot(scheme, 3, stage=2)
    assert [after.score for after in replay([first, first, second, first])] == [0, 3, 6, 0, 3]


def test_a_multiple_plan_scores_by_its_third_sample():
    multiple = StagedPlan("K", tuple(Stage(32, c, c + 2) for c in range(4)) + (Stage(32, 4, 5),))
    scheme = Scheme(multiple, SCHEME.tightened, SCHEME.reduced)
    assert replay([Lot(scheme, 2, stage=3)])[-1].score == 3
    assert replay([Lot(scheme, 3, stage=4)])[-1].score == 0


def test_reduced_inspection_ends_when_production_is_not_steady():
    assert ends([0], "reduced", steady=True).severity == "reduced"
    assert ends([0], "reduced", steady=False).severity == "normal"


def test_a_lot_in_the_gap_of_a_reduced_plan_is_accepted_and_ends_it():
    scheme = scheme_gb2828_1(2000, "II", 1.0, edition="MIL-STD-105E")
    end = ends([3], "reduced", scheme=scheme, steady=True)
    assert (end.accepted, end.severity) == (True, "normal")


def test_after_a_suspension_nothing_goes_on_until_it_is_lifted():
    history = [Lot(SCHEME, 3)] * 5
    with pytest.raises(ValueError, match="lot 6: .*inspection is suspended: record"):
        replay([*history, Lot(SCHEME, 0)], start="tightened")
    lifted = replay([*history, Lot(SCHEME, 0, resumed=True)], start="tightened")[-1]
    assert (lifted.severity, lifted.run, lifted.refused) == ("tightened", 1, 0)


@given(st.lists(lots, max_size=40))
def test_resubmitted_lots_change_nothing(history):
    everything = replay(history)
    without = replay([lot for lot in history if not lot.resubmitted])[-1]
    blank = {"accepted": None, "reason": without.reason}
    # A resubmitted lot may come with the lifting of a suspension, which counts.
    if "suspended" not in {after.severity for after in everything}:
        assert replace(everything[-1], **blank) == replace(without, **blank)


@given(st.lists(lots, max_size=40), st.integers(0, 40))
def test_what_comes_later_changes_nothing_before(history, cut):
    assert replay(history[:cut]) == replay(history)[: cut + 1]


def test_a_reason_names_its_clause():
    assert ends([4, 4]).reason.clause == "9.3.1"
    assert ends([3] * 5, "tightened").reason.clause == "9.4"


@pytest.mark.parametrize(
    ("lot", "message"),
    [
        (Lot(SCHEME, -1), "lot 1: -1 found"),
        (Lot(SCHEME, 0, stage=2), "lot 1: 0 found after sample 2 of a plan with 1"),
        (
            Lot(Scheme(DOUBLE, DOUBLE, DOUBLE), 2),
            r"lot 1: 2 found after sample 1 decide nothing \(Ac 1, Re 4\): take the next sample",
        ),
    ],
)
def test_a_lot_that_was_not_judged_is_refused_with_its_number(lot, message):
    with pytest.raises(ValueError, match=message):
        replay([lot])


def test_an_unknown_start_is_refused():
    with pytest.raises(ValueError, match="no severity of inspection 'strict'"):
        replay([], start="strict")
