"""Schemes are refused with the place of the fault; boundaries are cut exactly."""

from copy import deepcopy
from fractions import Fraction
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiliang.evaluation import scheme_text
from zhiliang.evaluation.rules import RULES
from zhiliang.evaluation.scheme import SchemeError, scheme_of, scheme_of_text, shipped, years
from zhiliang.evaluation.scheme_faults import faults_of
from zhiliang.indicators.registry import definitions

pytestmark = pytest.mark.once

# Sealed packs name their scheme by these: a checker may grow stricter, never change a scheme.
DIGESTS = {
    2011: "986704ce808bca5afc90a56309f24968df7af027ceda7d6f988c399c91082771",
    2012: "17ab0987d2a2f7e569017345f479ca550508b65bdb5bbd0394ceca60d977c064",
    2013: "880e9e8a7bd9a0b7ca29609286db9f4b0eb6d06fe151b6d2f7899ef9388e545f",
    2014: "5a2acadd4ae3343a802e97ca896edfb2130a2fe21c1108f11d1facdb9081e29b",
    2015: "1e2876f3f691ef51b4559e7269e22b73eec5d00a2367a21216abcf1a1d9aba39",
}


def changed(change) -> dict:
    data = deepcopy(dict(shipped(2015).data))
    change(data)
    return data


def item(number=0, **fields):
    return lambda data: data["subjects"][0]["items"][number].update(fields)


def bands(*listed, mode="none"):
    def change(data):
        data["bands"] = [dict(zip(("grade", "from", "to"), band, strict=False)) for band in listed]
        data["rounding"]["mode"] = mode

    return change


def second_veto(data):
    items = data["subjects"][0]["items"]
    veto = next(i for i in items if i["rule"] == "veto")
    items.append({**veto, "key": "again"})


def text_of_2015() -> str:
    return files("zhiliang.evaluation").joinpath("schemes", "2015.yaml").read_text("utf-8")


@pytest.mark.parametrize("year", years())
def test_every_shipped_scheme_stands_and_is_marked_as_example(year):
    scheme = scheme_of(shipped(year).data, set(definitions()))
    assert (scheme.year, scheme.data["example"]) == (year, True)


@pytest.mark.parametrize("year", years())
def test_a_shipped_scheme_keeps_its_digest(year):
    assert shipped(year).digest == DIGESTS[year]


@pytest.mark.parametrize(
    ("score", "grade"),
    [("90", "A"), ("89.999", "B"), ("80", "B"), ("79.99", "C"), ("60", "C"), ("59.99", "D")],
)
def test_grades_are_cut_on_the_exact_score(score, grade):
    assert shipped(2015).grade(Fraction(score)) == grade


def test_half_up_rounds_before_grading_where_the_scheme_says_so():
    scheme = scheme_of(changed(lambda d: d["rounding"].update(mode="half_up")))
    assert (scheme.grade(Fraction("89.5")), scheme.grade(Fraction("89.49"))) == ("A", "B")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (item(rule="guess"), "guess"),
        (item(points="99"), "合计 195，应为 100，相差 .95"),
        (item(1, key="market_sampling"), "重复"),
        (item(points="four"), "“four”不是数"),
        (item(points=4.5), "须加引号"),
        (item(points=True), "不是数"),
        (item(points="1e9"), "不是数"),
        (item(points="-1"), "不能小于 0"),
        (item(weight="4"), "没有字段 weight"),
        (item(indicator=""), "缺少 indicator"),
        (item(group="nowhere"), "没有分组 nowhere"),
        (item(parameters={"target": "0"}), "目标不能为0"),
        (item(parameters={}), "须有参数 target"),
        (item(parameters={"target": "90", "goal": "1"}), "没有参数 goal"),
        (item(parameters={"target": "90", "better": "up"}), "higher、lower"),
        (item(rule="tiered", parameters={"tiers": []}), "至少一档"),
        (
            item(rule="tiered", parameters={"tiers": [{"at_least": "1", "share": "1.2"}]}),
            "不能大于1",
        ),
        (second_veto, "已有一票否决项 incidents"),
        (lambda d: d["bands"].pop(), "从0起"),
        (lambda d: d["bands"].reverse(), "从高到低"),
        (lambda d: d.pop("bands"), "缺少 bands"),
        (lambda d: d["groups"][0].update(points="17"), "合计 16，应为 17"),
        (lambda d: d["subjects"].append(d["subjects"][0]), "city gd_21 重复"),
        (lambda d: d.update(subjects=[]) or d.update(subjects="x"), "须是一个列表"),
        (lambda d: d.update(period="2015-13"), "不是时期"),
    ],
)
def test_a_faulty_scheme_is_refused_with_the_fault(change, words):
    with pytest.raises(SchemeError, match=words):
        scheme_of(changed(change))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (bands(("A", "90", "100"), ("B", "0", "89")), "89.5 分没有等级"),
        (bands(("A", "90"), ("B", "0", "91")), "两档重叠"),
        (bands(("A", "90", "99"), ("B", "0", "90")), "须到满分 100"),
        (bands(("A", "90"), ("A", "0")), "出现两次"),
        (bands(("A", "90"), ("B", "0", "88"), mode="half_up"), "89 分没有等级"),
        (bands(("A", "ninety"), ("B", "0")), "不是数"),
    ],
)
def test_bands_that_leave_a_score_without_one_grade_are_refused(change, words):
    with pytest.raises(SchemeError, match=words):
        scheme_of(changed(change))


@pytest.mark.parametrize(
    "change",
    [
        bands(("A", "90", "100"), ("B", "0", "90")),
        bands(("A", "90", "100"), ("B", "0", "89"), mode="half_up"),
    ],
)
def test_bands_may_say_where_they_end(change):
    assert scheme_of(changed(change)).grade(Fraction(90)) == "A"


def test_an_item_that_no_indicator_answers_is_refused():
    with pytest.raises(SchemeError, match="没有指标"):
        scheme_of(shipped(2015).data, known=set())


def test_a_year_without_a_scheme_lists_the_years_there_are():
    with pytest.raises(SchemeError, match="2011、2012"):
        shipped(1999)


def test_a_fault_in_a_file_is_named_with_its_line():
    text = text_of_2015().replace('points: "4"', 'points: "vier"', 1)
    line = text[: text.index("vier")].count("\n") + 1
    place = r"subjects\[1\] city\.items\[1\] market_sampling\.points"
    with pytest.raises(SchemeError, match=f"schemes/2015.yaml 第{line}行：{place}：“vier”不是数"):
        scheme_of_text(text, name="schemes/2015.yaml")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("year: 2015\n", "year: 2015\nyear: 2016\n", "第4行：year：字段 year 写了两次"),
        ("year: 2015\n", "year: [2015\n", "不是可以读取的 YAML"),
        ("year: 2015\n", "year: &a 2015\n", "四位"),
        ("lead: quality_supervision", "lead: nobody", "没有部门 nobody"),
    ],
)
def test_a_text_that_means_two_things_or_nothing_is_refused(old, new, words):
    text = text_of_2015().replace(old, new, 1)
    if "&a" in new:
        text, words = text.replace('period: "2015"', "period: *a"), "不能用引用"
    with pytest.raises(SchemeError, match=words):
        scheme_of_text(text)


@pytest.mark.parametrize(
    "text", ["", "- 1", "[" * 20_000, "x" * 300_000, "a: !!python/none ~", "key: \x00"]
)
def test_a_text_that_is_no_scheme_is_refused_and_nothing_else_happens(text):
    with pytest.raises(SchemeError):
        scheme_of_text(text)


@pytest.mark.parametrize("year", years())
def test_a_scheme_written_as_text_reads_back_as_the_same_scheme(year):
    text = scheme_text.write(shipped(year).data)
    assert scheme_of_text(text).digest == DIGESTS[year]


def test_all_faults_are_told_at_once():
    def change(data):
        data["subjects"][0]["items"][0]["points"] = "x"
        data["subjects"][0]["items"][1]["rule"] = "y"
        data["subjects"][1]["items"][0]["indicator"] = "no.such"

    paths = [f.path[:4] for f in faults_of(changed(change), set(definitions()))]
    assert paths == [
        ("subjects", 0, "items", 0),
        ("subjects", 0, "items", 1),
        ("subjects", 1, "items", 0),
    ]


def places(thing, path=()):
    """Every place of a document."""
    yield path
    if isinstance(thing, dict | list):
        for key, value in thing.items() if isinstance(thing, dict) else enumerate(thing):
            yield from places(value, (*path, key))


PLACES = sorted(places(shipped(2015).data), key=str)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 200),
    st.floats(),
    st.text(max_size=6),
    st.dates(),
    st.binary(max_size=3),
    st.sampled_from([[], {}, [[]], {"a": 1}, {1: 2}, "0", "-1", "1e9", "1/0", "\ud800", "veto"]),
)


def replaced(data, path, value):
    if not path:
        return value
    inside = data
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return data


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), JUNK)
def test_whatever_is_put_in_is_refused_or_can_be_used(path, value):
    data = replaced(deepcopy(dict(shipped(2015).data)), path, value)
    if faults := faults_of(data, set(definitions())):
        assert all(fault.words for fault in faults)
        return
    scheme = scheme_of(data)
    assert len(scheme.digest) == 64
    assert scheme.grade(Fraction(50)) in {str(band["grade"]) for band in data["bands"]}
    for sheet in scheme.sheets:
        for line in sheet.items:
            assert RULES[line.rule](line.points, Fraction(3), line.parameters).earned is not None
