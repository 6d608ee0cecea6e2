"""What the schema and the text of CAP 1.2 forbid, one at a time."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from string import Formatter

import pytest

from tests.methods.cap.alerts import ALERT, BEIJING, SQUARE, with_area, with_info, with_resource
from zhiliang.methods.cap import Circle, InvalidAlert, Point, validate, write
from zhiliang.methods.tables.cap import rules

pytestmark = pytest.mark.once

RIGHT = write(ALERT).decode()
LATER = replace(ALERT, identifier="later", sent=ALERT.sent + timedelta(hours=1))
FAR = Point(Decimal("113.2"), Decimal("23.1"))  # longitude first
A_BYTE = {"deref_uri": "QQ==", "size": 1, "digest": "6dcd4ce23d88e2ee9568ba546c007c63d9131c1b"}

BROKEN = {
    "references.missing": replace(ALERT, msg_type="Update"),
    "references.self": replace(ALERT, references=(ALERT.reference,)),
    "references.later": replace(ALERT, references=(LATER.reference,)),
    "restriction.missing": replace(ALERT, scope="Restricted"),
    "addresses.missing": replace(ALERT, scope="Private"),
    "identifier.form": replace(ALERT, identifier="two words"),
    "text.missing": with_info(event=" "),
    "expires.order": with_info(expires=ALERT.sent),
    "web.form": with_info(web="www.example.org"),
    "schema.word": with_info(severity="Serious"),
    "schema.language": with_info(language="zh_CN"),
    "schema.missing": with_info(categories=()),
    "resource.uri": with_resource(uri="poster.png"),
    "resource.mime_type": with_resource(mime_type="png"),
    "resource.size": with_resource(size=-1),
    "resource.digest": with_resource(digest="abc"),
    "resource.content": with_resource(deref_uri="%%%"),
    "polygon.points": with_area(polygons=(SQUARE[:1] * 3,)),
    "polygon.closed": with_area(polygons=((*SQUARE, SQUARE[1]),)),
    "place.range": with_area(circles=(Circle(FAR, Decimal(1)),)),
    "ceiling.alone": with_area(ceiling=Decimal(100)),
    "ceiling.order": with_area(altitude=Decimal(200), ceiling=Decimal(100)),
}
SIZED = (
    "<resource><resourceDesc>x</resourceDesc><mimeType>a/b</mimeType><size>1 kB</size></resource>"
)
REWRITTEN = {
    "schema.time": ("+08:00</sent>", "Z</sent>"),
    "schema.order": ("  <scope>Public</scope>\n", "  <code/>\n  <scope>Public</scope>\n"),
    "schema.repeated": ("<scope>Public</scope>", "<scope>Public</scope><scope>Public</scope>"),
    "schema.unexpected": ("</info>", "<colour>red</colour></info>"),
    "schema.attribute": ("<info>", '<info lang="zh">'),
    "schema.text": ("<info>", "<info>loose"),
    "schema.integer": ("    <area>", f"{SIZED}<area>"),
    "schema.decimal": ("</area>", "<altitude>3e2</altitude></area>"),
    "polygon.form": ("23.1,113.2 ", "23.1, 113.2 "),
    "circle.form": ("</polygon>", "</polygon><circle>23.1,113.2</circle>"),
    "references.form": ("  <info>", "  <references>a,b</references>\n  <info>"),
    "document.version": ("cap:1.2", "cap:1.0"),
    "document.xml": ("</alert>", "</alerts>"),
    "document.root": ("alert", "alarm"),
    "document.hostile": ("<alert", '<!DOCTYPE a [<!ENTITY b "c">]><alert'),
    "document.empty": (RIGHT[RIGHT.index("<alert"):], '<feed xmlns="http://www.w3.org/2005/Atom"/>'),
    "document.size": ("示例市", "示" * 2_000_000),
}  # fmt: skip


def found_in(text):
    return [one.rule for one in validate(text.encode())]


@pytest.mark.parametrize("rule", BROKEN)
def test_an_alert_against_a_rule_does_not_leave(rule):
    with pytest.raises(InvalidAlert) as refusal:
        write(BROKEN[rule])
    assert {one.rule for one in refusal.value.findings} == {rule}


@pytest.mark.parametrize("rule", REWRITTEN)
def test_a_document_against_a_rule_is_found_out(rule):
    old, new = REWRITTEN[rule]
    assert old in RIGHT and found_in(RIGHT) == []
    assert set(found_in(RIGHT.replace(old, new))) - {"schema.missing", "polygon.closed"} == {rule}


def test_no_rule_is_without_a_test():
    assert set(BROKEN) | set(REWRITTEN) == set(rules())


def test_both_languages_of_a_rule_say_the_same_values():
    for rule in rules().values():
        assert [*Formatter().parse(rule.zh)][0] and names(rule.zh) == names(rule.en), rule.rule
        assert re.search("[一-鿿]", rule.zh) and not re.search("[一-鿿]", rule.en)


def names(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(
    "changes",
    [{"size": 2}, {"digest": "0" * 40}],
    ids=["size", "digest"],
)
def test_size_and_digest_are_those_of_the_content(changes):
    assert found_in(write(with_resource(uri="a.txt", **A_BYTE)).decode()) == []
    with pytest.raises(InvalidAlert):
        write(with_resource(**A_BYTE | changes))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
@pytest.mark.parametrize("place", ["web", "resource"])
def test_an_address_runs_nothing(address, place):
    with pytest.raises(InvalidAlert):
        write(with_info(web=address) if place == "web" else with_resource(uri=address, **A_BYTE))


def test_a_cancelled_warning_may_be_over_already():
    over = with_info(expires=ALERT.sent)
    cancel = replace(over, identifier="cancel", msg_type="Cancel", references=(ALERT.reference,))
    assert b"<msgType>Cancel</msgType>" in write(cancel)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("2026-05-01T08:00:00+08:00", True),
        ("2026-05-01T00:00:00-00:00", True),
        ("2026-04-30T24:00:00-00:00", True),
        ("2026-05-01T08:00:00+14:00", True),
        ("2026-05-01T08:00:00+14:01", False),
        ("2026-05-01T08:00:00", False),
        ("2026-05-01T08:00:00.5+08:00", False),
        ("2026-05-01T08:00:00,08:00", False),
        ("2026-02-30T08:00:00+08:00", False),
        ("2026-05-01 08:00:00+08:00", False),
        ("２０26-05-01T08:00:00+08:00", False),
    ],
)
def test_a_time_has_its_offset_and_never_z(written, right):
    text = RIGHT.replace("2026-05-01T08:00:00+08:00</sent>", f"{written}</sent>")
    assert found_in(text) == ([] if right else ["schema.time"])


def test_utc_is_written_minus_zero():
    alert = replace(ALERT, sent=datetime(2026, 5, 1, tzinfo=UTC))
    assert b"<sent>2026-05-01T00:00:00-00:00</sent>" in write(alert)


@pytest.mark.parametrize(
    "moment", [datetime(2026, 5, 1), datetime(2026, 5, 1, microsecond=1, tzinfo=BEIJING)]
)
def test_a_time_without_offset_or_with_fractions_is_not_written(moment):
    with pytest.raises(ValueError, match="a time of an alert"):
        write(replace(ALERT, sent=moment))


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "￾", "\ud800"])
def test_what_xml_cannot_write_is_refused(mark):
    with pytest.raises(ValueError, match="cannot write"):
        write(with_info(headline=f"a{mark}b"))


def test_a_path_leads_to_the_part_that_is_wrong():
    twice = replace(ALERT, infos=ALERT.infos + with_area(polygons=(SQUARE, SQUARE[1:])).infos)
    with pytest.raises(InvalidAlert) as refusal:
        write(twice)
    assert refusal.value.findings[0].path == "/alert/info[2]/area[1]/polygon[2]"
