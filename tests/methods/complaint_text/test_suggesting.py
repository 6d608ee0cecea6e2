"""What is suggested to the desk: by rules at first, by a model later, never hiding the rules."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiliang.methods.complaint_text import Suggestion, classify
from zhiliang.methods.tables.complaint_text.limits import LONGEST, SUGGESTED, WORDS_SHOWN
from zhiliang.systems.complaints.sample.texts import made_up

pytestmark = pytest.mark.once

HEATER = "取暖器用了三天就漏电，要求退款"
NOTHING = Suggestion((), (), ())

texts = st.sampled_from([row.text for row in made_up(7, 40)] + [HEATER, "4S店 iPhone", ""])


def keys(suggestion):
    return tuple(choices[0].key for choices in suggestion)


def full_width(text):
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def test_without_a_model_the_rules_suggest():
    found = classify(HEATER)
    assert keys(found) == ("heaters", "shock", "refund")
    assert {choice.basis for choices in found for choice in choices} == {"rules"}


def test_with_a_model_it_suggests_with_probabilities_and_words(models):
    found = classify(HEATER, models)
    assert keys(found) == ("heaters", "shock", "refund")
    assert found.product[0].basis == "model"
    assert 0 < found.product[0].value < 1
    assert found.product[0].words[0] == "取暖器"


def test_an_axis_without_a_model_is_left_to_the_rules(models):
    found = classify(HEATER, {"product": models["product"]})
    assert (found.product[0].basis, found.hazard[0].basis) == ("model", "rules")


def test_what_the_rules_would_say_is_shown_beside_a_model_that_says_otherwise(models):
    wrong = {"product": models["hazard"]}
    found = classify(HEATER, wrong).product
    assert len(found) == SUGGESTED
    assert (found[-1].key, found[-1].basis) == ("heaters", "rules")


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\ud800", "\0"])
def test_a_text_that_says_nothing_gets_no_suggestion(text, models):
    assert classify(text) == classify(text, models) == NOTHING


@settings(max_examples=30, deadline=None)
@given(texts, st.text(" \t\n\u3000\r", max_size=5))
def test_white_space_around_and_full_width_forms_change_nothing(models, text, space):
    found = classify(text, models)
    assert classify(space + text + space, models) == found
    assert classify(full_width(text), models) == found


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_any_text_gets_at_most_three_suggestions_with_words_that_decided(models, text):
    for choices in (*classify(text, models), *classify(text)):
        assert len(choices) <= SUGGESTED
        assert len({choice.key for choice in choices}) == len(choices)
        assert all(len(choice.words) <= WORDS_SHOWN for choice in choices)


@pytest.mark.parametrize(
    "text",
    ["漏电😀" * 7000, "".join(map(chr, range(0x4E00, 0x9FA5))), "\u0300" * 20_000, "a" * 10**6],
)
def test_a_text_without_end_is_read_like_its_beginning(text, models):
    assert classify(text, models) == classify(text[:LONGEST], models)


def test_pages_that_classify_nothing_do_not_load_the_learning_library():
    code = "import sys, zhiliang.methods.complaint_text as it; it.classify('漏电')\n"
    code += "assert 'sklearn' not in sys.modules and 'scipy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "src"})
