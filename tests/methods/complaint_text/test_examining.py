"""Figures of a confusion table against scikit-learn's, and whether probabilities were kept."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import (
    accuracy_score,
    confusion_matrix,
    f1_score,
    precision_recall_fscore_support,
)

from zhiliang.methods.complaint_text import Row, as_json, as_text, examine
from zhiliang.methods.complaint_text.calibration import banded
from zhiliang.methods.complaint_text.confusion import compared

pytestmark = pytest.mark.once

keys = st.sampled_from(["fire", "shock", "burn", "label"])
pairs = st.lists(st.tuples(keys, keys), min_size=1, max_size=60)


@pytest.mark.filterwarnings("ignore:A single label was found")
@given(pairs)
def test_counts_and_shares_are_those_of_scikit_learn(drawn):
    confirmed, suggested = zip(*drawn, strict=True)
    found = compared(confirmed, suggested)
    labels = list(found.keys)
    assert found.counts.tolist() == confusion_matrix(confirmed, suggested, labels=labels).tolist()
    assert found.right == pytest.approx(accuracy_score(confirmed, suggested))
    figures = precision_recall_fscore_support(confirmed, suggested, labels=labels, zero_division=0)
    for row, *expected in zip(found.rows(), *figures, strict=True):
        ours = [row.precision or 0, row.recall or 0, row.f1, row.texts]
        assert ours == pytest.approx(expected)


@given(pairs)
def test_macro_f1_is_that_of_scikit_learn_over_the_confirmed_keys(drawn):
    confirmed, suggested = zip(*drawn, strict=True)
    expected = f1_score(
        confirmed, suggested, labels=sorted(set(confirmed)), average="macro", zero_division=0
    )
    assert compared(confirmed, suggested).macro_f1 == pytest.approx(expected)


def test_the_key_most_often_suggested_instead_is_named():
    found = compared(["fire"] * 5, ["fire", "shock", "shock", "burn", ""])
    [row] = [row for row in found.rows() if row.key == "fire"]
    assert (row.taken_for, row.times, row.recall, row.precision) == ("shock", 2, 0.2, 1.0)


def test_where_nothing_was_suggested_is_wrong_but_no_key():
    found = compared(["fire", "fire"], ["fire", ""])
    assert found.right == 0.5
    assert [row.key for row in found.rows()] == ["fire"]


def test_nothing_to_look_at_has_no_figures():
    found = compared([], [])
    assert (found.texts, found.right, found.macro_f1, found.rows()) == (0, None, None, [])
    assert banded([], []) == ((), None)


def test_calibration_is_how_far_stated_and_found_shares_are_apart():
    found = banded([0.9, 0.9, 0.9, 0.9, 0.5, 1.0], [True, True, True, False, True, True])
    assert [(band.low, band.texts, band.right) for band in found.bands] == [
        (0.5, 1, 1.0),
        (0.9, 5, 0.8),
    ]
    assert found.error == pytest.approx((1 * 0.5 + 5 * (0.92 - 0.8)) / 6)


def test_rows_without_a_confirmed_key_are_left_out(models):
    rows = [Row("取暖器漏电", "heaters", "", ""), Row("牛奶发霉", "food", "microbes", "")]
    found = examine(models, rows)
    assert [found[axis].by_model.texts for axis in ("product", "hazard", "kind")] == [2, 1, 0]
    assert found["kind"].among_three is None


def test_the_report_is_text_and_json(models, freely_written):
    found = examine(models, freely_written)
    told = json.loads(json.dumps(as_json(found)))
    assert told["product"]["texts"] == sum(map(sum, told["product"]["counts"])) == 40
    lines = as_text(found).splitlines()
    assert lines[0].startswith("product: n=40 right=0.")
    assert any(line.split()[:2] == ["heaters", "2"] for line in lines)


def test_a_report_of_nothing_is_still_one(models):
    assert "n=0 right=–" in as_text(examine(models, []))
