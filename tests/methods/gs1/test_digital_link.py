"""Digital Links: every case of GS1's syntax engine, reading back what was written, reasons."""

import pytest
from hypothesis import given

from tests.methods.gs1.cases import rows
from tests.methods.gs1.strategies import labels
from zhiliang.methods.gs1 import (
    Element,
    build_digital_link,
    check_associations,
    parse_digital_link,
    parse_element_string,
)

pytestmark = pytest.mark.once

ITEM = "https://a/01/12312312312333"


def answer(case):
    try:
        return parse_digital_link(
            case["uri"],
            permit_convenience_alphas=case["alphas"] == "1",
            permit_zero_suppressed_gtin=case["zero_suppressed"] == "1",
            permit_unknown_ais=case["unknown"] == "1",
        ).ai_string
    except ValueError:
        return ""


@pytest.mark.parametrize("case", rows("digital_links"), ids=lambda case: case["uri"])
def test_a_link_is_read_or_refused_as_the_syntax_engine_does(case):
    assert answer(case) == case["ai_string"]


def test_a_link_is_taken_apart_into_stem_key_qualifiers_attributes_and_the_rest():
    link = parse_digital_link("https://a.cn/p/01/12312312312333/10/A%2fB?lang=zh&17=261231&x#top")
    assert link.stem == "https://a.cn/p"
    assert link.key == Element("01", "12312312312333")
    assert link.qualifiers == (Element("10", "A/B"),)
    assert link.attributes == (Element("17", "261231"),)
    assert link.ignored == ("lang=zh", "x")
    assert link.elements == (*link.identifiers, *link.attributes)


@given(labels())
def test_what_is_built_of_elements_reads_back_as_these_elements(elements):
    link = parse_digital_link(build_digital_link(elements, stem="https://a.cn/p/"))
    assert link.stem == "https://a.cn/p"
    assert set(link.elements) == set(elements)


@given(labels())
def test_what_is_built_of_a_read_link_is_the_same_link(elements):
    built = build_digital_link(elements)
    assert build_digital_link(parse_digital_link(built).elements) == built


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("ftp://a/01/12312312312333", "begins with https://"),
        ("https://a/01/12312312312333 ", "not a URI"),
        ("https://a_b/01/12312312312333", "not a domain"),
        ("https://a", "no path"),
        ("https://a/产品", "not a URI"),
        ("https://a/b", "no GS1 key"),
        ("https://a/01/12312312312334", "wrong check digit"),
        ("https://a/01/2312312312333", "14 characters, not 13"),
        (ITEM + "/10/", "is empty"),
        (ITEM + "/10/%00", "null character"),
        (ITEM + "/10/%5E", r"may not have \^"),
        (ITEM + "/10/" + "A" * 21, "1 to 20 characters"),
        (ITEM + "/21/A/10/B", "in this order"),
        (ITEM + "?10=A", "belongs in the path"),
        (ITEM + "?99=A&99=A", "stands twice"),
        (ITEM + "?8200=A", "may not stand in a query"),
        (ITEM + "?999=A", r"no application identifier \(999\)"),
        (ITEM + "?17=261301", "is no date"),
        (ITEM + "?" + "&".join(["x=1"] * 64), "more than 64"),
        (ITEM + "?x=" + "1" * 8192, "8191 characters at most"),
    ],
)
def test_a_refused_link_says_why(link, reason):
    with pytest.raises(ValueError, match=reason):
        parse_digital_link(link)


def test_an_identifier_named_in_letters_and_again_in_the_query_is_refused_as_twice():
    # GS1's engine compares the lengths of "lot" and "10" and lets this contradiction pass.
    with pytest.raises(ValueError, match="stands twice"):
        parse_digital_link("https://a/01/12312312312333/lot/A?10=B", permit_convenience_alphas=True)


def test_a_link_may_bear_what_a_label_may_not():
    link = parse_digital_link(ITEM + "?37=5")
    with pytest.raises(ValueError, match="exclude each other"):
        check_associations(link.elements)


def test_a_link_is_built_of_the_first_key_and_as_many_of_its_qualifiers_as_there_are():
    elements = parse_element_string("(17)261231(21)S(01)12312312312333(10)L")
    assert build_digital_link(elements) == (
        "https://id.gs1.org/01/12312312312333/10/L/21/S?17=261231"
    )


@pytest.mark.parametrize(
    ("elements", "reason"),
    [
        ([Element("10", "L")], "no primary key"),
        ([Element("01", "12312312312333"), Element("8200", "A")], "may not stand in a query"),
    ],
)
def test_a_link_cannot_be_built_without_a_key_or_of_what_no_link_holds(elements, reason):
    with pytest.raises(ValueError, match=reason):
        build_digital_link(elements)


@pytest.mark.parametrize(
    ("query", "taken"),
    [
        ("419=1234567890123", True),
        ("419=12", False),
        ("80=1", False),
        ("3199=123456", True),
        ("12345=1", False),
    ],
)
def test_an_unknown_identifier_is_kept_where_its_first_digits_allow_it(query, taken):
    case = {"uri": f"{ITEM}?{query}", "alphas": "", "zero_suppressed": "", "unknown": "1"}
    assert (answer(case) != "") == taken
