"""The one key of an object: many forms of it, one text; and what it belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.gs1.strategies import digits, serials, trade_items
from zhiliang.methods.gs1 import (
    ai_string,
    bracketed,
    build_digital_link,
    canonical,
    levels,
    urn_to_link,
)
from zhiliang.methods.gs1.percent import escape

pytestmark = pytest.mark.once

FORMS = {
    "https://id.gs1.org/01/04012345123456/21/a%2Fb": [
        "urn:epc:id:sgtin:4012345.012345.a%2Fb",
        "URN:EPC:id:sgtin:4012345.012345.a/b",
        "urn:epc:id:sgtin:401234512.0345.a%2fb",
        "https://id.gs1.org/01/04012345123456/21/a%2Fb",
        "http://shop.example:8080/p/q/01/4012345123456/10/L47/21/a%2fb?17=261231&lang=zh#x",
        "https://shop.example/gtin/04012345123456/ser/a%2F%62",
        "(01)04012345123456(21)a/b(17)261231",
        "^010401234512345621a/b",
        "]d2010401234512345621a/b\x1d17261231",
    ],
    "https://id.gs1.org/01/04012345123456/10/L47": [
        "urn:epc:class:lgtin:4012345.012345.L47",
        "https://x/01/04012345123456/22/V/10/L47",
        "(10)L47(01)04012345123456",
        "https://id.gs1.org/01/04012345123456/10/L47?linkType=gs1:traceability",
    ],
    "https://id.gs1.org/01/04012345123456": [
        "urn:epc:idpat:sgtin:4012345.012345.*",
        "https://x/01/4012345123456",
        "(01)04012345123456(8200)https://x",
    ],
    "https://id.gs1.org/00/340123450000000000": [
        "urn:epc:id:sscc:4012345.3000000000",
        "https://x/sscc/340123450000000000?02=04012345123456&37=5",
        "(00)340123450000000000",
    ],
    "https://id.gs1.org/414/4012345123456": [
        "urn:epc:id:sgln:4012345.12345.0",
        "http://x/gln/4012345123456",
        "https://id.gs1.org/414/4012345123456/254/0",
    ],
    "https://id.gs1.org/414/4012345123456/254/A1": [
        "urn:epc:id:sgln:4012345.12345.A1",
        "urn:epc:id:sgln:4012345.12345.%411",
        "https://id.gs1.org/414/4012345123456/254/A1",
        "https://x/414/4012345123456/254/%41%31",
    ],
    "https://id.gs1.org/8003/04012345123456A.1": ["urn:epc:id:grai:4012345.12345.A.1"],
}


@pytest.mark.parametrize(
    ("key", "form"), [(key, form) for key, forms in FORMS.items() for form in forms]
)
def test_every_form_of_an_object_has_the_same_key(key, form):
    assert canonical(form) == key


@given(trade_items())
def test_the_key_of_a_key_is_itself(elements):
    key = canonical(build_digital_link(elements))
    assert canonical(key) == key


@given(trade_items())
def test_link_brackets_and_barcode_of_an_item_have_the_same_key(elements):
    keys = {canonical(form(elements)) for form in (build_digital_link, bracketed, ai_string)}
    assert len(keys) == 1


@given(st.data(), st.integers(6, 12), st.sampled_from(["id:sgtin", "class:lgtin"]))
def test_the_quick_way_answers_as_the_careful_one_for_trade_items(data, length, scheme):
    company, item = data.draw(digits(length)), data.draw(digits(13 - length))
    serial = escape(data.draw(serials().filter(lambda text: text != "*")))
    urn = f"urn:epc:{scheme}:{company}.{item}.{serial}"
    assert canonical(urn) == urn_to_link(urn)


@given(st.data(), st.integers(6, 12))
def test_the_quick_way_answers_as_the_careful_one_for_logistic_units(data, length):
    urn = f"urn:epc:id:sscc:{data.draw(digits(length))}.{data.draw(digits(17 - length))}"
    assert canonical(urn) == urn_to_link(urn)


@given(st.data(), st.integers(6, 12), serials(20))
def test_the_quick_way_answers_as_the_careful_one_for_places(data, length, extension):
    company, place = data.draw(digits(length)), data.draw(digits(12 - length))
    extension = data.draw(st.sampled_from(["0", escape(extension.replace("*", "x"))]))
    urn = f"urn:epc:id:sgln:{company}.{place}.{extension}"
    assert canonical(urn) == urn_to_link(urn)


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ("", "no GS1 identification"),
        ("4012345123456", "no GS1 identification"),
        ("https://example.com/product/1", "no GS1 key"),
        ("urn:uuid:0e2b", "no GS1 identification"),
        ("urn:epc:id:gid:1.2.3", "has no Digital Link"),
        ("urn:epc:id:sgtin:4012345.01234.1", "13 digits"),
        ("urn:epc:id:sgtin:4012345.0123.4.5", "13 digits"),
        ("urn:epc:id:sgln:4012345.123.5.A", "12 digits"),
        ("urn:epc:id:sscc:4012345.01234567890", "17 digits"),
        ("https://id.gs1.org/01/04012345123457", "wrong check digit"),
        ("https://id.gs1.org/01/04012345123457/21/1", "wrong check digit"),
        ("https://id.gs1.org/00/340123450000000001", "wrong check digit"),
        ("https://id.gs1.org/414/4012345123457", "wrong check digit"),
        ("https://id.gs1.org/01/04012345123456/21/a\n", "not a URI"),
        ("(17)261231", "wants beside it"),
        ("(99)A", "no primary key"),
    ],
)
def test_what_is_no_identification_is_refused_with_a_reason(form, reason):
    with pytest.raises(ValueError, match=reason):
        canonical(form)


def test_a_serial_number_falls_back_to_its_lot_its_variant_and_its_gtin():
    item = "https://id.gs1.org/01/04012345123456"
    found = levels("https://x/01/04012345123456/22/V/10/L47/21/9?17=261231")
    assert found == (f"{item}/21/9", f"{item}/10/L47", f"{item}/22/V", item)


@pytest.mark.parametrize(
    ("urn", "class_of_it"),
    [
        ("urn:epc:id:grai:4012345.12345.A1", "urn:epc:idpat:grai:4012345.12345.*"),
        ("urn:epc:id:gdti:4012345.12345.A1", "urn:epc:idpat:gdti:4012345.12345.*"),
        ("urn:epc:id:sgcn:4012345.12345.1", "urn:epc:idpat:sgcn:4012345.12345.*"),
        ("urn:epc:id:sgln:4012345.12345.A1", "urn:epc:id:sgln:4012345.12345.0"),
        ("urn:epc:id:cpi:4012345.12345.1", "urn:epc:idpat:cpi:4012345.12345.*"),
    ],
)
def test_one_thing_falls_back_to_its_class(urn, class_of_it):
    assert levels(urn) == (canonical(urn), canonical(class_of_it))


@given(trade_items())
def test_the_first_level_is_the_key_and_every_level_is_its_own_key(elements):
    link = build_digital_link(elements)
    assert levels(link)[0] == canonical(link)
    assert all(canonical(level) == level for level in levels(link))
