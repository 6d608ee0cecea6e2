"""The ASEM index that COINr publishes, stage by stage, and its panel of five years."""

import numpy as np
import pytest

from tests.methods.composite import published
from zhiliang.methods.composite import Index, effective_weights, profile, remove_elements

pytestmark = pytest.mark.once

STAGES = ["denominate", "impute", "treat", "normalise", "aggregate"]
FILES = ["asem_denominated", "asem_imputed", "asem_treated", "asem_normalised", "asem_aggregated"]
UNITS = published.texts("asem_raw", "UnitCode")


@pytest.fixture(scope="module")
def built():
    index = Index(published.rows("asem_structure"))
    return index.build(published.asem(), units=UNITS, **published.ASEM_STEPS)


@pytest.mark.parametrize(("stage", "file"), list(zip(STAGES, FILES, strict=True)))
def test_every_stage_is_the_published_one(built, stage, file):
    ours = np.stack([built.stages[stage].column(code) for code in published.codes(file)], axis=1)
    np.testing.assert_allclose(ours, published.matrix(file), rtol=1e-13, atol=1e-12)


def test_all_51_ranks_are_the_published_ones(built):
    theirs = published.column("asem_ranks", "Index").tolist()
    ours = dict(zip(built.units, built.ranks.tolist(), strict=True))
    ranked = published.texts("asem_ranks", "UnitCode")
    assert len(ranked) == 51
    assert ours == dict(zip(ranked, theirs, strict=True))


def test_the_record_of_the_imputation_counts_the_65_published_cells(built):
    assert built.stages["impute"].record.sum() == 65


def test_the_stages_are_in_order_and_start_from_the_raw_data(built):
    assert list(built.stages) == ["raw", *STAGES]
    assert (
        built.stages["raw"].column("LPI").tolist() == published.column("asem_raw", "LPI").tolist()
    )


def test_a_replay_equals_the_build(built):
    again = built.replay(treat={"winmax": 6})
    assert again.scores.tolist() == built.scores.tolist()
    assert again.stages["impute"] is built.stages["impute"]


def test_one_changed_choice_replayed_equals_a_build_with_it(built):
    steps = published.ASEM_STEPS | {"aggregate": {"weights": {"Conn": 3}}, "normalise": "borda"}
    anew = Index(built.structure).build(published.asem(), units=UNITS, **steps)
    replayed = built.replay(aggregate={"weights": {"Conn": 3}}, normalise="borda")
    assert replayed.scores.tolist() == anew.scores.tolist()


def test_effective_weights_are_those_of_coinr(built):
    ours = effective_weights(built.structure)
    for code, theirs in zip(
        published.texts("weights", "iCode"), published.column("weights", "EffWeight"), strict=True
    ):
        assert ours[code] == pytest.approx(theirs, abs=1e-15)


def test_ranks_without_each_pillar_shift_as_in_coinr(built):
    theirs = dict(
        zip(
            published.texts("weights", "iCode"),
            published.column("weights", "MeanAbsDiff"),
            strict=True,
        )
    )
    for code, removal in remove_elements(built, built.structure.level(2)).items():
        assert removal.shift == pytest.approx(theirs[code], abs=1e-12)


def test_strengths_and_weaknesses_of_switzerland_are_those_of_coinr(built):
    found = profile(built, "CHE")
    ours = [(place.code, place.rank) for place in found.strengths + found.weaknesses]
    ranks = published.column("profile_che", "Rank").astype(int).tolist()
    theirs = list(zip(published.texts("profile_che", "Code"), ranks, strict=True))
    assert sorted(ours, key=str) == sorted(theirs, key=str)


def test_a_panel_of_five_years_scores_and_ranks_as_in_coinr():
    units = list(dict.fromkeys(published.texts("panel_raw", "uCode")))
    years = sorted({int(year) for year in published.texts("panel_raw", "Time")})
    shape = (len(years), len(units))
    data = {
        code: published.column("panel_raw", code).reshape(shape).T
        for code in published.codes("panel_raw", skip=2)
    }
    built = Index(published.rows("asem_structure")).build(
        data, units=units, years=years, screen={"dat_thresh": 0.9}, treat=True
    )
    order = [
        (built.units.index(unit), years.index(int(year)))
        for unit, year in zip(
            published.texts("panel_scores", "uCode"),
            published.texts("panel_scores", "Time"),
            strict=True,
        )
    ]
    scores = [built.scores[place] for place in order]
    np.testing.assert_allclose(scores, published.column("panel_scores", "Index"), rtol=1e-13)
    assert [built.ranks[place] for place in order] == published.column(
        "panel_scores", "Rank"
    ).tolist()
