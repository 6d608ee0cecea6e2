"""Training anew: how good the models are on texts they have not seen, and what is refused.

Made-up texts flatter: the shares below say that the machinery works, not how well people's own
complaints would be read (docs/explanation/complaint-text.md).
"""

import pytest

from zhiliang.methods.complaint_text import Row, dump, examine, retrain
from zhiliang.methods.complaint_text.retraining import held_out
from zhiliang.systems.complaints.sample.texts import NOISE, made_up

pytestmark = pytest.mark.once


@pytest.mark.parametrize("axis", ["product", "hazard", "kind"])
def test_held_out_templates_are_read_as_well_as_wrong_labels_allow(axis, retrained):
    found = retrained.examined[axis]
    assert found.by_model.texts > 300
    # With 5 % of the labels wrong nobody could be right more often.
    assert 1 - NOISE - 0.05 < found.by_model.right < 1 - NOISE + 0.04
    assert found.by_model.right > found.by_rules.right


@pytest.mark.parametrize("axis", ["product", "hazard", "kind"])
def test_new_templates_with_right_labels_have_a_macro_f1_of_95_in_100(axis, models):
    found = examine(models, made_up(2, 500, noise=0))[axis]
    assert found.by_model.macro_f1 > 0.95


def test_freely_written_texts_are_read_less_well(models, freely_written):
    found = examine(models, freely_written)
    right = {axis: one.by_model.right for axis, one in found.items()}
    assert 0.8 < right["product"] < 1
    assert 0.6 < right["hazard"] < 0.95
    assert 0.3 < right["kind"] < 0.8


def test_the_same_text_is_never_on_both_sides():
    assert held_out("牛奶发霉") is held_out("  牛奶发霉\n") is True


def test_about_one_text_in_five_is_held_out():
    rows = made_up(3, 1000)
    assert 150 < sum(held_out(row.text) for row in rows) < 250


def test_the_same_rows_and_seed_give_the_same_bytes():
    rows = made_up(5, 150)
    assert dump(retrain(rows, seed=1).models) == dump(retrain(rows, seed=1).models)


def test_an_axis_without_enough_confirmed_complaints_is_left_out():
    rows = [row._replace(kind="") for row in made_up(5, 150)]
    found = retrain(rows, seed=84)
    assert (set(found.models), found.left_out) == ({"product", "hazard"}, {"kind": 0})


def test_too_few_complaints_are_refused():
    with pytest.raises(ValueError, match="50 with two different"):
        retrain(made_up(5, 20), seed=84)
    with pytest.raises(ValueError, match="two different"):
        retrain([Row(f"取暖器{n}", "heaters", "none", "other") for n in range(100)], seed=84)
