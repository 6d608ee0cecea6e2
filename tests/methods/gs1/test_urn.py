"""EPC URNs and Digital Links: OpenEPCIS's cases, the way there and back, reasons."""

from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.methods.gs1.cases import rows
from tests.methods.gs1.strategies import digits, serials
from zhiliang.methods.gs1 import link_to_urn, parse_digital_link, urn_to_link

pytestmark = pytest.mark.once

# Where we answer otherwise, and why.
CLASS_ASKED_AS_ONE = "refused there because one thing was asked for; it is a class, and we say so"
DIFFERENCES = {
    "https://id.gs1.org/8010/123457-57578": "a company prefix has digits only",
    "urn:epc:idpat:itip:493494.3399430.40.39.*": "there is no piece 40 of 39",
    "https://id.gs1.org/8004/42512183.SENSOR.TR-07-AVE-583:1": "a GIAI of 31 characters",
    "https://id.gs1.org/255/1234567890123": CLASS_ASKED_AS_ONE,
    "https://id.gs1.org/253/1234567890123": CLASS_ASKED_AS_ONE,
    "https://id.gs1.org/8006/123456789012356787": CLASS_ASKED_AS_ONE,
    "https://id.gs1.org/253/123456789012345": "refused there because a class was asked for",
    "https://id.gs1.org/01/02045678901234": "no prefix in their list; here its length is given",
}


def answer(case):
    try:
        if case["direction"] == "link":
            return urn_to_link(case["input"])
        return link_to_urn(case["input"], length_of_prefix(case))
    except ValueError:
        return ""


def length_of_prefix(case):
    """As given, or as looked up there: read off the result; 7 where there is none."""
    company = case["expected"].split(":")[4].split(".")[0] if case["expected"] else "1234567"
    return int(case["company_prefix_length"] or len(company))


def same(one, other):
    """Whether two answers agree; how serial numbers are escaped differs between tools."""
    return unquote(unquote(one)) == unquote(unquote(other))


CASES = rows("conversions")


@pytest.mark.parametrize("case", [case for case in CASES if case["input"] not in DIFFERENCES])
def test_a_conversion_is_that_of_openepcis(case):
    assert same(answer(case), case["expected"])


def test_at_most_two_conversions_in_a_hundred_differ_each_for_a_reason():
    differing = {case["input"] for case in CASES if not same(answer(case), case["expected"])}
    assert differing == DIFFERENCES.keys()
    assert len(differing) * 100 <= len(CASES) * 2


@st.composite
def urns(draw):
    """URNs of every scheme, with the length of their company prefix."""
    length = draw(st.integers(6, 12))
    company = draw(digits(length))
    serial = draw(st.from_regex(r"[0-9A-Za-z!'()*+,\-.:;=_]{1,15}", fullmatch=True))
    number = str(draw(st.integers(1, 10**9)))
    bodies = {
        "id:sgtin": f"{draw(digits(13 - length))}.{serial}",
        "id:upui": f"{draw(digits(13 - length))}.{serial}",
        "class:lgtin": f"{draw(digits(13 - length))}.{serial}",
        "idpat:sgtin": f"{draw(digits(13 - length))}.*",
        "id:itip": f"{draw(digits(13 - length))}.01.03.{serial}",
        "idpat:itip": f"{draw(digits(13 - length))}.01.03.*",
        "id:sscc": draw(digits(17 - length)),
        "id:sgln": f"{draw(digits(12 - length))}.{serial}",
        "id:pgln": draw(digits(12 - length)),
        "id:grai": f"{draw(digits(12 - length))}.{serial}",
        "idpat:grai": f"{draw(digits(12 - length))}.*",
        "id:giai": serial,
        "id:gsrn": draw(digits(17 - length)),
        "id:gsrnp": draw(digits(17 - length)),
        "id:gdti": f"{draw(digits(12 - length))}.{serial}",
        "idpat:gdti": f"{draw(digits(12 - length))}.*",
        "id:sgcn": f"{draw(digits(12 - length))}.{number}",
        "idpat:sgcn": f"{draw(digits(12 - length))}.*",
        "id:cpi": f"A-1%2F%23.{number}",
        "idpat:cpi": "A-1%2F%23.*",
        "id:ginc": serial,
        "id:gsin": draw(digits(16 - length)),
    }
    name = draw(st.sampled_from(sorted(bodies)))
    return f"urn:epc:{name}:{company}.{bodies[name]}", length


@given(urns())
def test_a_urn_made_a_link_and_a_urn_again_is_the_same(drawn):
    urn, length = drawn
    assume(not urn.endswith(".*") or ":idpat:" in urn)
    assert link_to_urn(urn_to_link(urn), length) == urn


@given(urns())
def test_the_link_of_a_urn_is_one_that_the_syntax_engine_takes(drawn):
    urn, _ = drawn
    assume(not urn.endswith(".*") or ":idpat:" in urn)
    assert parse_digital_link(urn_to_link(urn)).stem == "https://id.gs1.org"


@given(serials())
def test_any_serial_number_survives_the_way_to_a_urn_and_back(serial):
    assume(serial != "*")
    link = urn_to_link("urn:epc:id:sgtin:4012345.012345.x").removesuffix("x")
    given_link = link + "".join(f"%{ord(character):02X}" for character in serial)
    back = parse_digital_link(urn_to_link(link_to_urn(given_link, 7)))
    assert back.qualifiers[-1].value == serial


@pytest.mark.parametrize(
    ("urn", "reason"),
    [
        ("urn:epc:id:gid:1.2.3", "has no Digital Link"),
        ("urn:epc:raw:64.1", "not an EPC URN"),
        ("urn:epc:id:sgtin:4012345.012345", "3 fields"),
        ("urn:epc:id:sgtin:40123.01234567.1", "6 to 12 digits"),
        ("urn:epc:id:sgtin:4012345.01234.1", "13 digits"),
        ("urn:epc:id:sgtin:4012345.012345.", "has a serial number"),
        ("urn:epc:id:sgtin:4012345.012345.*", "has a serial number"),
        ("urn:epc:id:sgtin:4012345.012345." + "1" * 21, "1 to 20 characters"),
        ("urn:epc:id:sgtin:4012345.012345.产", "set of 82"),
        ("urn:epc:idpat:sgtin:4012345.012345.1", "a class ends in"),
        ("urn:epc:idpat:sgtin:4012345.*.*", "13 digits"),
        ("urn:epc:id:itip:4012345.012345.1.2.S", "two digits"),
        ("urn:epc:id:cpi:4012345..1", "nothing between the points"),
    ],
)
def test_a_refused_urn_says_why(urn, reason):
    with pytest.raises(ValueError, match=reason):
        urn_to_link(urn)


@pytest.mark.parametrize(
    ("link", "length", "reason"),
    [
        ("https://a/01/04012345123456", 5, "6 to 12 digits, not 5"),
        ("https://a/01/04012345123456", 13, "6 to 12 digits, not 13"),
        ("https://a/01/04012345123456/22/A", 7, r"no EPC URN of \(01\) with \(22\)"),
        ("https://a/8013/1987654Ad4X4bL5ttr2310c2K", 7, r"no EPC URN of \(8013\)"),
        ("https://a/8004/12345A", 6, "a company prefix of 6 digits"),
        ("https://a/b", 7, "no GS1 key"),
    ],
)
def test_a_link_without_a_urn_says_why(link, length, reason):
    with pytest.raises(ValueError, match=reason):
        link_to_urn(link, length)
