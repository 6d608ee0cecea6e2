"""The learnt model: against scikit-learn's own answers, and what its contributions sum up to."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import SGDClassifier

from zhiliang.methods.complaint_text.learned import (
    contributions,
    decisions,
    fit,
    partial_fit,
    predict,
    probabilities,
)
from zhiliang.methods.complaint_text.reading import vectors
from zhiliang.methods.tables.complaint_text.limits import EPOCHS, PENALTY

pytestmark = pytest.mark.once

TEXTS = ["取暖器漏电", "牛奶发霉了", "电梯困人", "取暖器不热", "牛奶有虫子", "电梯急坠"] * 5
LABELS = ["heaters", "food", "equipment"] * 10
OTHERS = ["热水器漏电", "面包发霉", "扶梯停了", "下雨"]
MODEL = fit(TEXTS, LABELS, seed=84)


@pytest.mark.parametrize("few", [slice(None), slice(0, None, 3)], ids=["three keys", "two keys"])
def test_probabilities_are_those_of_scikit_learn(few):
    texts, labels = [*TEXTS[few], "其他"], [*LABELS[few], LABELS[1]]
    peer = SGDClassifier(
        loss="log_loss", alpha=PENALTY, max_iter=EPOCHS, tol=None, random_state=84
    ).fit(vectors(texts), labels)
    model = fit(texts, labels, seed=84)
    assert model.keys == tuple(peer.classes_)
    expected = peer.predict_proba(vectors(OTHERS))
    np.testing.assert_allclose(probabilities(model, OTHERS), expected, atol=1e-6)


def test_learning_on_goes_where_scikit_learn_goes():
    peer = SGDClassifier(loss="log_loss", alpha=PENALTY, random_state=84)
    peer.partial_fit(vectors(TEXTS), LABELS, classes=sorted(set(LABELS)))
    peer.coef_, peer.intercept_, peer.t_ = (
        MODEL.weights.copy(),
        MODEL.intercepts.copy(),
        MODEL.steps,
    )
    peer.partial_fit(vectors(OTHERS[:2]), LABELS[:2])
    model = partial_fit(MODEL, OTHERS[:2], LABELS[:2])
    np.testing.assert_array_equal(model.weights, peer.coef_)
    assert model.steps == peer.t_


def test_learning_on_leaves_the_given_model_as_it_was():
    before = MODEL.weights.copy()
    after = partial_fit(MODEL, ["取暖器发霉"] * 20, ["food"] * 20)
    np.testing.assert_array_equal(MODEL.weights, before)
    food = MODEL.keys.index("food")
    text = ["取暖器发霉"]
    assert probabilities(after, text)[0, food] > probabilities(MODEL, text)[0, food]


def test_a_model_of_two_keys_learns_on_as_well():
    model = fit(["漏电", "发霉"] * 5, ["a", "b"] * 5, seed=1)
    after = partial_fit(model, ["下雨"] * 9, ["b"] * 9)
    assert probabilities(after, ["下雨"])[0, 1] > probabilities(model, ["下雨"])[0, 1]


def test_the_same_seed_gives_the_same_model():
    again = fit(TEXTS, LABELS, seed=84)
    np.testing.assert_array_equal(again.weights, MODEL.weights)
    assert (fit(TEXTS, LABELS, seed=85).weights != MODEL.weights).any()


@settings(max_examples=30)
@given(st.text(st.sampled_from("取暖器漏电牛奶发霉梯，a 1"), min_size=1, max_size=40))
def test_contributions_and_the_intercept_sum_up_to_the_decision(text):
    for place, key in enumerate(MODEL.keys):
        total = sum(gram.contribution for gram in contributions(MODEL, text, key))
        decision = decisions(MODEL, [text])[0, place]
        assert total + MODEL.intercepts[place] == pytest.approx(decision, abs=1e-4)


def test_one_text_is_read_as_many_are():
    [[first, *_]] = predict(MODEL, ["热水器漏电"])
    shares = probabilities(MODEL, ["下雨", "热水器漏电"])[1]
    assert first.probability == pytest.approx(shares.max(), abs=1e-6)
    assert first.key == MODEL.keys[shares.argmax()]


def test_a_keyword_is_recognised_that_the_model_has_never_seen():
    [[first, *_]] = predict(MODEL, ["浴霸"])
    assert (first.key, first.grams[0].text) == ("heaters", "浴霸")


def test_the_pieces_that_decided_stand_in_the_text_and_not_in_each_other():
    [[first, *_]] = predict(MODEL, ["新买的取暖器漏电了"])
    words = [gram.text for gram in first.grams]
    assert all(word in "新买的取暖器漏电了" for word in words)
    assert not any(one in other for one in words for other in words if one != other)
    assert [gram.contribution for gram in first.grams] == sorted(
        (gram.contribution for gram in first.grams), reverse=True
    )


def test_for_an_empty_text_nothing_is_suggested():
    assert predict(MODEL, ["", " \u3000\n", "\u200b"]) == [(), (), ()]


def test_labels_of_one_key_or_too_few_are_refused():
    with pytest.raises(ValueError, match="two different"):
        fit(["漏电", "起火"], ["a", "a"], seed=1)
    with pytest.raises(ValueError, match="a label for each"):
        fit(["漏电", "起火", "发霉"], ["a", "b"], seed=1)


def test_a_label_that_the_model_does_not_know_is_refused():
    with pytest.raises(ValueError, match="toys"):
        partial_fit(MODEL, ["积木"], ["toys"])
