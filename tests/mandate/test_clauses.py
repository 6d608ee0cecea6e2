"""The clauses against the text they quote, and against the systems that answer them."""

import re

import pytest

from zhiliang.mandate import load_clauses, load_directions, load_targets, opinion_text, systems

pytestmark = pytest.mark.once

CHAPTER = re.compile(r"^([一二三四])、|^\(([一二三四五六七])\)", re.MULTILINE)


def sections() -> dict[str, tuple[int, int]]:
    """First and last character of each section, read from the text's own headings."""
    text, chapter, starts = opinion_text(), "", {}
    for heading in CHAPTER.finditer(text):
        chapter = heading[1] or chapter
        starts[chapter + (f"({heading[2]})" if heading[2] else "")] = heading.start()
    ends = [*list(starts.values())[1:], text.index("\n廣東省人民政府\n")]
    return {name: (start, end) for (name, start), end in zip(starts.items(), ends, strict=True)}


def test_every_quote_stands_in_its_own_section_of_the_text():
    text, places = opinion_text(), sections()
    astray = [c.id for c in load_clauses() if c.quote not in text[slice(*places[c.section])]]
    assert astray == []


def test_clauses_follow_the_order_of_the_text():
    text, position = opinion_text(), 0
    for clause in load_clauses():
        position = text.index(clause.quote, position)


def test_ids_count_up_inside_each_section():
    counted: dict[str, int] = {}
    for clause in load_clauses():
        counted[clause.section] = counted.get(clause.section, 0) + 1
        assert clause.id == f"{clause.section}{counted[clause.section]}"


def test_every_sentence_of_the_tasks_and_safeguards_has_a_clause():
    text = opinion_text()
    tasks = text[sections()["三"][0] : text.index("\n廣東省人民政府\n")]
    sentences = [s for s in re.split(r"[。\n]", tasks) if s and not re.match(r"\(.\)|.、", s)]
    quotes = [clause.quote for clause in load_clauses()]
    assert [s for s in sentences if not any(quote in s for quote in quotes)] == []


def test_every_clause_has_a_known_system():
    known = {system.name for system in systems()}
    assert {name for clause in load_clauses() for name in clause.systems} <= known
    assert all(clause.systems for clause in load_clauses())


def test_every_system_has_a_clause():
    answering = {name for clause in load_clauses() for name in clause.systems}
    assert answering == {system.name for system in systems()}


def test_a_working_clause_is_answered_by_working_systems_only():
    working = {system.name for system in systems() if system.state == "working"}
    assert all(set(c.systems) <= working for c in load_clauses() if c.state == "working")


def test_simplified_renderings_are_all_still_to_be_checked():
    assert {clause.quote_hans_status for clause in load_clauses()} == {"待核"}


@pytest.mark.parametrize("localised", ["智慧", "网路", "品質", "巨观", "行销", "计画"])
def test_simplified_renderings_hold_no_localised_word(localised):
    assert [c.id for c in load_clauses() if localised in c.quote_hans] == []


def test_what_is_no_longer_in_force_says_what_became_of_it():
    changed = [clause for clause in load_clauses() if clause.legal_state != "in_force"]
    assert all(c.legal_note and c.legal_note_en and c.legal_certainty for c in changed)
    assert all(c.successor_zh and c.successor_en for c in changed if c.legal_state == "transformed")


@pytest.mark.parametrize(
    ("word", "state", "date", "successor"),
    [
        ("組織機構代碼和", "transformed", "2015-10-01", "统一社会信用代码"),
        ("中國名牌產品總數", "discontinued", "2012-09", ""),
        ("通關單", "discontinued", "2018-06-01", "报关单"),
        ("省質監局", "transformed", "2018-10-19", "市场监督管理局"),
        ("清潔生產", "transformed", "2026-08-15", "生态环境法典"),
        ("檢驗檢疫監管", "transformed", "2018-04-20", "海关"),
    ],
)
def test_the_well_known_successions_are_recorded(word, state, date, successor):
    (clause,) = [clause for clause in load_clauses() if word in clause.quote]
    assert (clause.legal_state, clause.legal_date) == (state, date)
    assert successor in clause.successor_zh


def test_a_target_belongs_to_a_target_clause_of_its_section():
    clauses = {clause.id: clause for clause in load_clauses()}
    for target in load_targets():
        clause = clauses[target.clause_id]
        assert clause.section == target.clause
        assert target.indicator.split(".")[0] in clause.systems


def test_a_target_clause_names_the_number_of_its_target():
    said = {clause.id: clause.quote for clause in load_clauses()}
    unnamed = [t.key for t in load_targets() if f"{t.value}" not in said[t.clause_id]]
    # These say "all", "zero", "first", "30 thousand" or "every" in words.
    assert unnamed == [
        *("qms_certified_enterprises", "completed_works_conforming"),
        *("key_works_first_acceptance", "construction_quality_accidents", "china_brand_rank"),
        *("emission_reduction_tasks", "household_acceptance_coverage"),
        "sewage_online_monitoring_coverage",
    ]


def test_directions_quote_the_clause_they_belong_to():
    clauses = {clause.id: clause for clause in load_clauses()}
    for direction in load_directions():
        clause = clauses[direction.clause_id]
        assert direction.quote in clause.quote
        assert clause.section == direction.clause


def test_directions_name_known_systems_and_no_number():
    known = {system.name for system in systems()}
    for direction in load_directions():
        assert {key.split(".")[0] for key in direction.indicators} <= known
        assert not hasattr(direction, "value")
