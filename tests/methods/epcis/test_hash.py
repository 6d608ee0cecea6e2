"""Event hash ids against the reference's, and the laws of a hash of what happened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.epcis.documents import event, generated, rows
from tests.methods.epcis.spellings import as_links, renamed, shuffled
from zhiliang.methods.epcis import event_hash, events_of, normal_form, prehash

pytestmark = pytest.mark.once

EVENTS = st.sampled_from(generated())
PREFIXES = ("example", "ext1", "ext2")


@pytest.mark.parametrize("row", rows("hashes"), ids=lambda row: row["name"])
def test_published_hash_ids_and_strings_are_met(row):
    events = events_of(row["json"])
    assert [event_hash(one) for one in events] == row["hashes"]
    for one, published in zip(events, row["prehashes"], strict=True):
        assert published is None or prehash(one) == published


def test_the_reference_gives_the_same_ids_for_generated_events():
    wanted = [row["hash"] for row in rows("generated")]
    assert [event_hash(one) for one in generated()] == wanted


@given(EVENTS, st.randoms(use_true_random=False))
def test_order_of_keys_and_members_does_not_matter(one, chance):
    assert event_hash(shuffled(one, chance)) == event_hash(one)


@given(EVENTS, st.permutations(["a", "example", "ext1", "zz9", "b-1"]))
def test_names_of_prefixes_do_not_matter(one, chosen):
    other = renamed(one, dict(zip(PREFIXES, chosen, strict=False)))
    assert event_hash(other) == event_hash(one)
    assert normal_form(other) == normal_form(one)


@given(EVENTS)
def test_urns_and_digital_links_are_one_spelling_of_another(one):
    assert event_hash(as_links(one)) == event_hash(one)
    assert normal_form(as_links(one)) == normal_form(one)


@pytest.mark.parametrize("name", ["eventID", "recordTime", "errorDeclaration", "rdfs:comment"])
def test_what_is_said_about_the_record_does_not_change_the_hash(name):
    said = {"declarationTime": "2026-05-02T08:00:00Z"} if name == "errorDeclaration" else "urn:x"
    assert event_hash(event(**{name: said})) == event_hash(event())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bizStep", "shipping"),
        ("action", "ADD"),
        ("eventTime", "2026-05-01T08:00:00.001+08:00"),
        ("eventTimeZoneOffset", "+09:00"),
        ("example:lot", "7"),
        ("epcList", ["urn:epc:id:sgtin:4012345.012345.2"]),
    ],
)
def test_what_happened_changes_the_hash(name, value):
    assert event_hash(event(**{name: value})) != event_hash(event())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-05-01T00:00:00Z", "2026-05-01T00:00:00.000Z"),
        ("2026-05-01T08:00:00.1414999+08:00", "2026-05-01T00:00:00.141Z"),
        ("2026-05-01T08:00:00.1415+08:00", "2026-05-01T00:00:00.142Z"),
        ("2026-05-01T08:00:00.1425+08:00", "2026-05-01T00:00:00.143Z"),
        ("2026-12-31T23:59:59.9995Z", "2027-01-01T00:00:00.000Z"),
    ],
)
def test_times_are_utc_and_rounded_half_up_by_the_fourth_decimal(written, meant):
    assert f"eventTime={meant}eventTimeZone" in prehash(event(eventTime=written))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (1, "1"),
        (1.0, "1"),
        ("1.50", "1.5"),
        ("+7", "7"),
        ("123456789012345678", "123456789012345678"),
        (True, "true"),
        (" a b ", "a b"),
        (
            "https://shop.example/01/4012345123456/21/9?x=1",
            "https://id.gs1.org/01/04012345123456/21/9",
        ),
    ],
)
def test_values_have_one_spelling(written, meant):
    assert prehash(event(**{"example:x": written})).endswith(f"/epcis/}}x={meant}")


@pytest.mark.parametrize(
    "step", ["urn:epcglobal:cbv:bizstep:shipping", "cbv:BizStep-shipping", "shipping"]
)
def test_words_of_the_vocabulary_have_one_spelling(step):
    assert "bizStep=https://ref.gs1.org/cbv/BizStep-shipping" in prehash(event(bizStep=step))


def test_extensions_stand_at_the_end_of_what_holds_them():
    place = {"example:dock": "7", "id": "urn:epc:id:sgln:4012345.00011.0"}
    found = prehash(event(readPoint=place, bizLocation={"id": "geo:22.3,114.1"}))
    assert "000115{https://ns.example.com/epcis/}dock=7bizLocationid=geo:" in found


def test_the_context_of_an_event_holds_for_that_event():
    own = event(**{"@context": [{"e": "https://ns.example.com/epcis/"}], "e:lot": "7"})
    assert prehash(own) == prehash(event(**{"example:lot": "7"}))
