"""Made-up complaint texts: the same for a seed, marked, and wrong about as often as stated."""

import random

import pytest

from zhiliang.core.product_kinds import hazards, products
from zhiliang.methods.complaint_text import Row
from zhiliang.methods.tables.complaint_text.words import kinds
from zhiliang.systems.complaints.sample.phrases import HAPPENED, HAZARDS, PRODUCTS, WANTED
from zhiliang.systems.complaints.sample.texts import made_up, written

pytestmark = pytest.mark.once


def test_a_seed_makes_the_same_complaints_and_another_one_others():
    assert made_up(84, 20) == made_up(84, 20) != made_up(85, 20)


def test_every_text_says_that_it_is_made_up():
    assert [row.text for row in made_up(84, 500) if "示例" not in row.text] == []


def test_every_kind_of_product_hazard_and_complaint_can_be_told():
    assert (set(PRODUCTS), set(HAPPENED), set(WANTED)) == (
        set(products()),
        set(hazards()),
        set(kinds()),
    )
    assert set(HAZARDS) == set(PRODUCTS)
    assert {hazard for told in HAZARDS.values() for hazard in told} == set(HAPPENED)


@pytest.mark.parametrize("axis", ["product", "hazard", "kind"])
def test_labels_are_wrong_as_often_as_asked_and_texts_are_not(axis):
    right, wrong = made_up(84, 1000, noise=0), made_up(84, 1000, noise=1)
    assert {getattr(row, axis) for row in right} == {getattr(row, axis) for row in wrong}
    assert right[0].text == wrong[0].text
    assert getattr(right[0], axis) != getattr(wrong[0], axis)


def test_a_text_can_be_asked_for_about_a_place_and_a_matter():
    about = Row("", "heaters", "shock", "safety")
    text = written(random.Random(3), about, city="佛山")
    assert "佛山" in text
    assert any(thing in text for thing in PRODUCTS["heaters"])
