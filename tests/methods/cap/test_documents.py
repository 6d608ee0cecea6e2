"""Laws of writing and reading; documents that would do harm."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.cap.alerts import ALERT, ALERTS, DATA, SAMPLES
from zhiliang.methods.cap import read, validate, write

pytestmark = pytest.mark.once

RIGHT = write(ALERT)
BODY = RIGHT.partition(b"?>")[2]
BOMB = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 9) for n in range(1, 30))


@given(ALERTS)
def test_what_was_written_is_read_again(alert):
    assert read(write(alert)) == alert


@given(ALERTS)
def test_an_alert_is_written_the_same_way_every_time(alert):
    assert write(read(write(alert))) == write(alert)


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_make_the_judge_fall(content):
    assert validate(content)


@given(st.sampled_from([path.read_bytes() for path in SAMPLES]), st.data())
def test_no_damage_to_a_sample_makes_the_judge_fall(content, data):
    place = data.draw(st.integers(0, len(content)))
    found = validate(content[:place] + data.draw(st.binary(max_size=9)) + content[place + 3 :])
    assert all(one.message and one.message_zh for one in found)


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE alert [<!ENTITY x "y">]>',
        b'<!DOCTYPE alert SYSTEM "http://127.0.0.1:9/a.dtd">',
        b'<!DOCTYPE alert [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]>',
        b'<!DOCTYPE alert [<!ENTITY e0 "ha">' + BOMB + b"]>",
        b'<!DOCTYPE alert [<!ATTLIST alert x CDATA "y">]>',
    ],
    ids=["file", "internal", "dtd", "parameter", "bomb", "attributes"],
)
def test_a_document_type_is_refused(doctype):
    content = doctype + BODY.replace(b"Test", b"&x;", 1)
    assert [one.rule for one in validate(content)] == ["document.hostile"]


def test_nothing_is_included():
    stray = b'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    found = validate(RIGHT.replace(b"</info>", stray + b"</info>"))
    assert [one.rule for one in found] == ["schema.unexpected"]


@pytest.mark.parametrize("bloated", [b"<a>" * 500, b"<a/>" * 300_000], ids=["deep", "wide"])
def test_a_bloated_document_is_refused(bloated):
    found = validate(b'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">' + bloated)
    assert [one.rule for one in found] == ["document.hostile"]


def test_a_thousand_findings_are_enough():
    assert len(validate(RIGHT.replace(b"</info>", b"<x/>" * 5000 + b"</info>"))) == 1000


def test_many_parts_without_a_head_are_judged_in_one_go():
    body = b"<references>a,b,c d,e,f</references>" * 9_000 + b"<info><expires/></info>" * 60_000
    started = process_time()
    assert len(validate(RIGHT[: RIGHT.index(b"<identifier>")] + body + b"</alert>")) == 1000
    assert process_time() - started < 30  # about 3 s; hours if each part looked for the head anew


def test_a_chinese_encoding_is_read():
    text = RIGHT.decode().replace("UTF-8", "GB18030")
    assert read(text.encode("gb18030")) == ALERT


def test_where_the_schema_lies_may_be_said():
    said = b'<alert xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="a b" '
    assert validate(RIGHT.replace(b"<alert ", said)) == []


def test_an_empty_language_is_the_standard_s_default():
    alert = read(RIGHT.replace(b"<language>zh-CN</language>", b"<language/>"))
    assert alert.infos[0].language == "en-US"


def test_empty_optional_elements_count_as_absent():
    assert b"<note/>" in (DATA / "canada.cap").read_bytes()
    assert read((DATA / "canada.cap").read_bytes()).note == ""
