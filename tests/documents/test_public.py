"""What the province publishes of an evaluation: nothing in it tells a score, a point or a rank."""

import random

import pytest

from zhiliang.evaluation.results import public_results, results_digest

pytestmark = pytest.mark.once
SECRET = ("score", "exact", "rank", "vetoes")
SECRET_OF_ITEMS = ("points", "earned", "lost", "counted", "rule", "parameters", "records")
TOLD = ("reason_zh", "reason_en", "regain_zh", "regain_en", "lead", "basis")


@pytest.fixture(scope="module")
def public(results):
    return public_results(results)


def test_no_subject_has_score_rank_or_grounds(public):
    assert not [s for s in public["subjects"] for name in SECRET if name in s]


def test_no_item_has_points_rule_or_reasons(public):
    items = [item for subject in public["subjects"] for item in subject["items"]]
    assert items
    assert not [i for i in items for name in (*SECRET_OF_ITEMS, *TOLD) if name in i]


def test_figures_stay_as_they_are(public, results):
    whole = next(s for s in results["subjects"] if s["code"] == "440100")
    shown = next(s for s in public["subjects"] if s["code"] == "440100")
    for item, figure in zip(whole["items"], shown["items"], strict=True):
        kept = [name for name in figure if name != "target"]
        assert [item[name] for name in kept] == [figure[name] for name in kept]


def test_a_veto_is_known_without_its_details(public):
    assert [s["code"] for s in public["subjects"] if s["vetoed"]] == ["445200"]


def test_a_figure_that_begins_or_ends_points_is_no_target(public, results):
    rules = {i["key"]: i["rule"] for s in results["subjects"] for i in s["items"]}
    for item in (item for subject in public["subjects"] for item in subject["items"]):
        assert item["target"] is None or rules[item["key"]] in ("ratio_to_target", "threshold")


def test_the_order_of_places_tells_nothing(public, results):
    shuffled = random.Random(7).sample(results["subjects"], len(results["subjects"]))
    orders = [public_results({**results, "subjects": one})["subjects"] for one in (shuffled,)]
    places = [s["code"] for s in public["subjects"] if s["kind"] != "department"]
    assert [[s["code"] for s in o if s["kind"] != "department"] for o in orders] == [places]


def test_the_digest_is_that_of_the_whole_results(public, results):
    assert public["digest"] == results_digest(results)


def test_what_is_public_stays_as_it_is(public):
    assert public_results(public) == public
