"""The published documents of a draw: what is frozen, what comes out, and every way of cheating."""

import json
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.canonical import canonical_json, digest
from zhiliang.methods.draw import (
    Heading,
    Inspectors,
    PublicSource,
    Stratum,
    TooFewPeople,
    after_document,
    before_document,
    commitment,
    difference,
    draw,
    drawn_again,
    lists_document,
    seed_of,
    stratum_seed,
    verify_documents,
)

pytestmark = pytest.mark.once

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
NONCE, NUMBERS = "9f" * 32, "07 11 25 28 31 33 09"
HEADING = Heading("2026年第四季度监督抽查", "监督抽查", "示例市场监督管理局")
SOURCE = PublicSource(
    "示例彩票第2026140期", NOW + timedelta(days=3), "红球由小到大，再蓝球，两位数"
)
STRATA = {
    "电动自行车头盔": Stratum(["甲厂", "乙厂", "丙厂", "丁厂"], 2, {"丁厂": "第八条第一款"}),
    "插座": Stratum(["戊厂", "己厂", "庚厂"], 2, weights={"戊厂": 1, "己厂": 3, "庚厂": 9}),
}
PEOPLE = Inspectors(["01", "02", "03", "04"], 2, {"甲厂": {"02": "曾任职"}})


def frozen(strata=STRATA, inspectors=PEOPLE, **changes):
    parts = {"source": SOURCE, "commitment": commitment(NONCE), "frozen_at": NOW} | changes
    return before_document(HEADING, strata, inspectors=inspectors, **parts)


BEFORE = frozen()
AFTER = after_document(BEFORE, NONCE, NUMBERS)


def codes(before, after):
    return [finding.code for finding in verify_documents(before, after)]


def changed(document, *path, to):
    """A copy of a document with another value at the end of the path."""
    copy = deepcopy(document)
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return copy


def test_a_draw_comes_out_as_published():
    assert verify_documents(BEFORE, AFTER) == []


def test_documents_survive_their_canonical_text():
    before, after = (json.loads(canonical_json(one)) for one in (BEFORE, AFTER))
    assert (before, after) == (BEFORE, AFTER)
    assert after["before"] == digest(before)


def test_the_result_is_that_of_the_draw_by_hand():
    seed = seed_of(digest(BEFORE), NONCE, NUMBERS)
    assert AFTER["seed"] == seed
    sockets = STRATA["插座"]
    assert tuple(AFTER["drawn"]["插座"]) == (
        draw(sockets.firms, 2, seed=stratum_seed(seed, "插座"), weights=sockets.weights).order
    )
    assert [one["subject"] for one in AFTER["assigned"]] == [
        *AFTER["drawn"]["插座"],
        *AFTER["drawn"]["电动自行车头盔"],
    ]
    assert all(len(set(one["people"])) == 2 for one in AFTER["assigned"])


def test_who_is_left_out_is_not_drawn_for_any_numbers():
    for number in range(40):
        after = after_document(BEFORE, NONCE, str(number))
        assert "丁厂" not in after["drawn"]["电动自行车头盔"]
        assert all(one["people"].count("02") == 0 or one["subject"] != "甲厂"
                   for one in after["assigned"])  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "另一次抽查"),
        (("commitment",), commitment("another")),
        (("strata", "插座", "count"), 1),
        (("strata", "插座", "weights"), {"戊厂": 9, "己厂": 3, "庚厂": 1}),
        (("strata", "插座", "weights"), None),
        (("strata", "电动自行车头盔", "firms"), ["甲厂", "乙厂", "丁厂"]),
        (("strata", "电动自行车头盔", "excluded"), {}),
        (("inspectors", "conflicts"), {}),
        (("inspectors", "people"), ["01", "02", "03", "99"]),
        (("entropy", "source"), "另一期彩票"),
    ],
)
def test_a_doctored_list_is_found(path, value):
    doctored = changed(BEFORE, *path, to=value)
    first = verify_documents(doctored, AFTER)[0]
    assert first.code == "digest"
    assert (first.expected, first.published) == (digest(doctored), digest(BEFORE))


def test_a_false_nonce_is_found():
    forged = changed(AFTER, "nonce", to="another")
    assert codes(BEFORE, forged) == ["commitment", "seed"]


def test_numbers_changed_after_the_draw_are_found():
    assert codes(BEFORE, changed(AFTER, "entropy", to="07 11 25 28 31 33 10")) == ["seed"]


def test_numbers_known_before_the_freeze_are_found():
    early = changed(BEFORE, "entropy", "known_at", to=BEFORE["frozen_at"])
    assert codes(early, after_document(early, NONCE, NUMBERS)) == ["early"]


def test_numbers_in_another_spelling_are_found():
    assert codes(BEFORE, changed(AFTER, "entropy", to="07,11")) == ["entropy", "seed"]


def test_a_changed_order_is_found_at_its_place():
    order = AFTER["drawn"]["插座"]
    finding, *more = verify_documents(BEFORE, changed(AFTER, "drawn", "插座", to=order[::-1]))
    assert (finding.code, finding.where, finding.place) == ("drawn", "插座", 1)
    assert (finding.expected, finding.published) == (order[0], order[1])
    assert more == []


@pytest.mark.parametrize("order", [[], ["戊厂"], ["戊厂", "己厂", "庚厂"], ["外厂", "己厂"]])
def test_more_fewer_or_other_firms_are_found(order):
    assert "drawn" in codes(BEFORE, changed(AFTER, "drawn", "插座", to=order))


def test_a_stratum_more_or_less_is_found():
    assert codes(BEFORE, changed(AFTER, "drawn", "新层", to=["外厂"])) == ["drawn"]
    one = {"插座": AFTER["drawn"]["插座"]}
    assert codes(BEFORE, changed(AFTER, "drawn", to=one)) == ["drawn"]


def test_an_inspector_changed_is_found_with_the_firm():
    finding = verify_documents(BEFORE, changed(AFTER, "assigned", 1, "people", to=["01", "99"]))[0]
    assert (finding.code, finding.place) == ("assigned", 2)
    assert finding.where == AFTER["assigned"][1]["subject"]


def test_a_seed_of_ones_own_is_found_even_if_the_draw_follows_from_it():
    forged = after_document(BEFORE, NONCE, "01") | {"entropy": NUMBERS}
    assert codes(BEFORE, forged) == ["seed"]


def test_a_second_draw_with_other_numbers_is_found():
    second = after_document(BEFORE, NONCE, "01")
    assert verify_documents(BEFORE, second) == []
    found = {finding.where for finding in drawn_again(AFTER, second)}
    assert {"entropy", "seed"} <= found
    assert drawn_again(AFTER, deepcopy(AFTER)) == []
    assert drawn_again(AFTER, second | {"before": "0" * 64}) == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@given(st.sampled_from(sorted(BEFORE)), json_values)
def test_anything_else_in_the_first_document_is_a_finding_and_no_crash(key, value):
    if value != BEFORE[key] or type(value) is not type(BEFORE[key]):
        assert codes(BEFORE | {key: value}, AFTER)[0] in ("digest", "unreadable")


@given(st.sampled_from(sorted(AFTER)), json_values)
def test_anything_else_in_the_second_document_is_a_finding_and_no_crash(key, value):
    if value != AFTER[key] or type(value) is not type(AFTER[key]):
        assert codes(BEFORE, AFTER | {key: value})


@pytest.mark.parametrize("other", [None, [], "x", {}, {"schema": "zhiliang.draw.before"}, AFTER])
def test_what_is_no_document_is_said_so(other):
    assert codes(other, AFTER) == ["unreadable"]
    assert codes(BEFORE, {} if other is AFTER else other) == ["unreadable"]


def test_a_list_changed_after_the_freeze_is_shown_item_by_item():
    now = lists_document(
        {
            "电动自行车头盔": Stratum(["甲厂", "乙厂", "丙厂", "丁厂"], 3),
            "插座": Stratum(["戊厂", "庚厂", "辛厂"], 2, weights={"戊厂": 1, "庚厂": 8, "辛厂": 1}),
        },
        Inspectors(["01", "02", "03", "05"], 2, {"乙厂": {"02": "曾任职"}}),
    )
    found = difference(BEFORE, now)
    assert [change.place for change in found.added] == [
        ("conflict", "乙厂", "02"), ("firm", "插座", "辛厂"), ("inspector", "05"),
    ]  # fmt: skip
    assert [change.place for change in found.removed] == [
        ("conflict", "甲厂", "02"), ("firm", "插座", "己厂"), ("inspector", "04"),
    ]  # fmt: skip
    assert [(change.place, change.before, change.now) for change in found.changed] == [
        (("count", "电动自行车头盔"), 2, 3),
        (
            ("firm", "插座", "庚厂"),
            {"weight": 9, "excluded": None},
            {"weight": 8, "excluded": None},
        ),
        (
            ("firm", "电动自行车头盔", "丁厂"),
            {"weight": None, "excluded": "第八条第一款"},
            {"weight": None, "excluded": None},
        ),
    ]


def test_the_same_lists_typed_in_another_order_differ_in_nothing():
    strata = {
        name: Stratum(one.firms[::-1], one.count, one.excluded, one.weights)
        for name, one in reversed(STRATA.items())
    }
    assert not difference(BEFORE, lists_document(strata, PEOPLE))
    assert digest(frozen(strata)) == digest(BEFORE)


def test_a_draw_without_inspectors_assigns_none():
    before = frozen(inspectors=None)
    after = after_document(before, NONCE, NUMBERS)
    assert after["assigned"] == []
    assert verify_documents(before, after) == []


@given(st.integers(1, 5), st.integers(2, 9), st.integers(1, 4), st.integers(0, 30))
def test_what_could_be_frozen_can_always_be_drawn(count, people, most, numbers):
    strata = {"x": Stratum([f"{i}厂" for i in range(6)], count)}
    inspectors = Inspectors([f"{i:02}" for i in range(people)], most=most)
    try:
        before = frozen(strata, inspectors)
    except TooFewPeople:
        return
    after = after_document(before, NONCE, str(numbers))
    assert verify_documents(before, after) == []


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: before_document(
            Heading("", "监督抽查", "局"), STRATA, source=SOURCE, commitment=commitment(NONCE),
            frozen_at=NOW,
        ),
        lambda: frozen(commitment=NONCE[:10]),
        lambda: frozen(frozen_at=SOURCE.known_at),
        lambda: frozen({"x": Stratum(["甲厂"], 2)}),
        lambda: frozen({"x": Stratum(["甲厂"], -1)}),
        lambda: frozen({"x": Stratum(["甲厂"], 1, weights={"甲厂": 0})}),
        lambda: frozen({"x": Stratum(["甲厂"], 1), "y": Stratum(["甲厂"], 1)}),
        lambda: frozen(inspectors=Inspectors(["张三", "李四"])),
        lambda: frozen(inspectors=Inspectors(["01"])),
        lambda: frozen(inspectors=Inspectors(["01", "02"], conflicts={"甲厂": {"01": "亲属"}})),
        lambda: frozen(inspectors=Inspectors(["01", "02"], conflicts={"外厂": {"01": "亲属"}})),
        lambda: frozen(inspectors=Inspectors(["01", "02"], most=1)),
        lambda: frozen(inspectors=Inspectors(["01", "02"], most=0)),
        lambda: frozen(inspectors=Inspectors(["01", "02"], per_subject=0)),
        lambda: after_document(BEFORE, "another nonce", NUMBERS),
        lambda: after_document(BEFORE, NONCE, "07, 11"),
        lambda: after_document(BEFORE, NONCE, " 07"),
        lambda: after_document(BEFORE, NONCE, ""),
    ],
)  # fmt: skip
def test_what_would_not_be_a_fair_draw_is_not_frozen_or_drawn(attempt):
    with pytest.raises(ValueError):
        attempt()


@pytest.mark.parametrize("count", [1.0, True, "1"])
def test_a_count_is_a_whole_number(count):
    for attempt in (
        lambda: frozen({"x": Stratum(["甲厂", "乙厂"], count)}, None),
        lambda: frozen(inspectors=Inspectors(["01", "02"], per_subject=count)),
        lambda: frozen(inspectors=Inspectors(["01", "02"], most=count)),
    ):
        with pytest.raises(TypeError):
            attempt()
