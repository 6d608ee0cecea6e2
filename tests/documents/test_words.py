"""The documents' words: both languages, the same placeholders, official and complete."""

import re

import pytest

from zhiliang.evaluation.documents.rule_words import rule_in_words
from zhiliang.evaluation.documents.words import FOLDER, Words, wordbook
from zhiliang.evaluation.rules import RULES

pytestmark = pytest.mark.once
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_has_both_languages_with_the_same_placeholders(name):
    for key, both in wordbook(name).items():
        holes = [set(re.findall(r"{(\w+)}", both[language])) for language in ("zh", "en")]
        assert holes[0] - {"month"} == holes[1] - {"month_name"}, key


@pytest.mark.parametrize("name", NAMES)
def test_no_english_word_is_left_in_chinese(name):
    for key, both in wordbook(name).items():
        rest = re.sub(r"粤府〔2010〕84号", "", both["en"])
        assert not re.search(r"[\u4e00-\u9fff]", rest), key


def test_an_unknown_word_names_itself_and_its_files():
    with pytest.raises(KeyError, match="no-such-word"):
        Words("zh")("no-such-word")


def test_the_file_named_first_wins():
    assert Words("zh", ("point_sheet", "common"))("source") == "来源"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_of_the_evaluation_can_be_said(language):
    unsaid = Words(language, ("rules",))("unknown", rule="x", points="x").split("x")[0]
    for rule, parameters in EXAMPLES.items():
        item = {"rule": rule, "parameters": parameters, "points": "5", "unit": "%"}
        said = rule_in_words(language, item)
        assert not said.startswith(unsaid)
        assert all(value in said for value in parameters.values() if isinstance(value, str))


EXAMPLES = {
    "ratio_to_target": {"target": "95"},
    "threshold": {"target": "90"},
    "binary": {},
    "tiered": {"tiers": [{"at_least": "90", "share": "0.5"}]},
    "deduct": {"step": "2.5"},
    "base_plus": {"base": "1.5", "from": "20", "per_unit": "0.25"},
    "bonus": {"per_unit": "0.5"},
    "veto": {"limit": "3"},
}


def test_the_examples_cover_every_rule():
    assert set(EXAMPLES) == set(RULES)


def test_a_rule_nobody_worded_yet_is_named():
    item = {"rule": "lottery", "parameters": {}, "points": "5", "unit": ""}
    assert "lottery" in rule_in_words("zh", item)
