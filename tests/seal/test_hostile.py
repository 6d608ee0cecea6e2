"""A pack made to hurt is refused; verifying it neither crashes, hangs nor fills the memory."""

import base64
import json
import os
from contextlib import suppress

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.seal.packs import Keyring, codes, restate, rewrite_json, sealed
from zhiliang.evaluation.seal import Refusal, Report, reading, source, verify_pack
from zhiliang.evaluation.seal.reading import parsed
from zhiliang.evaluation.seal.statement import (
    STATEMENT,
    Statement,
    envelope_bytes,
    envelope_of,
    read_envelope,
)
from zhiliang.methods.canonical import canonical_json

pytestmark = pytest.mark.once


def envelope(content, **changes):
    data = {
        "payload": base64.b64encode(content).decode(),
        "payloadType": "application/vnd.in-toto+json",
        "signatures": [],
    }
    return json.dumps(data | changes, sort_keys=True, separators=(",", ":")).encode()


STATEMENTS = {
    "empty": b"",
    "not UTF-8": b"\xff\xfe\x00",
    "half": b'{"payload":"',
    "a number too long": b'{"payload":' + b"9" * 5000 + b"}",
    "endless nesting": b"[" * 200_000,
    "nesting that ends": b"[" * 500 + b"]" * 500,
    "no object": b"[1,2]",
    "a float": b'{"payload":1.5}',
    "not a number": b'{"payload":NaN}',
    "a name twice": b'{"payload":"","payload":"","payloadType":"","signatures":[]}',
    "spaces": b'{ "payload":"","payloadType":"","signatures":[]}',
    "a lone surrogate": b'{"payload":"\\ud800","payloadType":"","signatures":[]}',
    "no base64": envelope(b"", payload="*"),
    "base64 with loose bits": envelope(b"", payload="QR=="),
    "another type": envelope(b"{}", payloadType="text/plain"),
    "signatures that are none": envelope(b"{}", signatures=[{"keyid": 1}]),
    "an empty payload": envelope(b""),
    "a payload that is no statement": envelope(b"{}"),
}


@pytest.mark.parametrize("data", STATEMENTS.values(), ids=STATEMENTS)
def test_a_broken_statement_is_refused(pack, office, data):
    (pack / STATEMENT).write_bytes(data)
    assert {problem.file for problem in verify_pack(pack, keys=office).problems} == {STATEMENT}


@given(st.binary(max_size=200))
def test_noise_is_never_a_statement(untouched, data):
    with pytest.raises(Refusal):
        Statement.read(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=20,
)


@given(data=st.data())
def test_a_statement_with_any_part_replaced_is_refused_or_the_same(untouched, data):
    payload = read_envelope(untouched).payload
    value = json.loads(payload)
    holder, name = data.draw(st.sampled_from(list(parts(value))))
    holder[name] = data.draw(JSON)
    changed = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with suppress(Refusal):
        assert (
            Statement.read(changed.encode("utf-8", "surrogatepass")).payload().decode() == changed
        )


def parts(value):
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for name, inner in list(inside):
        yield value, name
        if isinstance(inner, dict | list):
            yield from parts(inner)


@pytest.mark.parametrize("path", ["../outside", "/etc/hostname", "a//b", "a/./b", "a\\b", ""])
def test_a_stated_path_cannot_lead_out_of_the_pack(untouched, path):
    payload = json.loads(read_envelope(untouched).payload)
    payload["subject"][0]["name"] = path
    with pytest.raises(Refusal) as refused:
        Statement.read(canonical_json(payload).encode())
    assert refused.value.problem.code == "subject_path"


def test_a_path_stated_twice_is_refused(untouched):
    payload = json.loads(read_envelope(untouched).payload)
    payload["subject"].append(payload["subject"][0])
    with pytest.raises(Refusal) as refused:
        Statement.read(canonical_json(payload).encode())
    assert refused.value.problem.code == "subject_twice"


def test_one_statement_has_one_order_of_files(untouched):
    payload = json.loads(read_envelope(untouched).payload)
    payload["subject"].reverse()
    with pytest.raises(Refusal) as refused:
        Statement.read(canonical_json(payload).encode())
    assert refused.value.problem.code == "not_canonical"


def test_an_envelope_of_another_type_is_refused(pack):
    rewrite_json(pack / STATEMENT, lambda data: data.update(payloadType="text/plain"))
    assert codes(verify_pack(pack)) == {(STATEMENT, "payload_type")}


def test_a_signer_who_signs_twice_is_refused(pack):
    rewrite_json(pack / STATEMENT, lambda data: data["signatures"].append(data["signatures"][0]))
    assert codes(verify_pack(pack)) == {(STATEMENT, "signer_twice")}


def test_a_missing_statement_is_refused(pack):
    (pack / STATEMENT).unlink()
    assert codes(verify_pack(pack)) == {(STATEMENT, "missing")}


def test_a_folder_that_is_none_is_refused(tmp_path):
    assert {code for _, code in codes(verify_pack(tmp_path / "nothing"))} == {"not_a_folder"}


@pytest.mark.parametrize("name", ["log.json", STATEMENT])
def test_a_pipe_in_place_of_a_file_does_not_hang(pack, name):
    (pack / name).unlink()
    os.mkfifo(pack / name)
    assert (name, "special") in codes(verify_pack(pack))


def test_a_link_in_place_of_the_statement_is_refused(pack):
    (pack / STATEMENT).rename(pack.parent / "elsewhere")
    (pack / STATEMENT).symlink_to(pack.parent / "elsewhere")
    assert (STATEMENT, "link") in codes(verify_pack(pack))


def test_a_huge_file_is_refused_unread(pack, monkeypatch):
    with (pack / "source/inspection.parquet").open("r+b") as stream:
        stream.truncate(1 << 40)
    assert ("source/inspection.parquet", "size") in codes(verify_pack(pack))


def test_a_huge_statement_is_refused_unread(pack):
    with (pack / STATEMENT).open("r+b") as stream:
        stream.truncate(1 << 40)
    assert codes(verify_pack(pack)) == {(STATEMENT, "too_large")}


def test_a_folder_of_countless_files_is_given_up(pack, monkeypatch):
    monkeypatch.setattr(reading, "MOST_FILES", 3)
    assert (".", "too_many") in codes(verify_pack(pack))


def test_a_folder_without_a_bottom_is_given_up(pack):
    (pack / "/".join("d" * 20)).mkdir(parents=True)
    assert "too_deep" in {code for _, code in codes(verify_pack(pack))}


def test_a_file_name_that_is_no_text_is_refused(pack):
    os.close(os.open(os.fsencode(pack) + b"/\xff\x1b[2J", os.O_CREAT))
    assert "\x1b" not in json.dumps(verify_pack(pack).to_json(), ensure_ascii=False)


# What follows is signed by a trusted key: the signer is the one who is hostile, or wrong.
@pytest.fixture
def forged(pack, keyring: Keyring):
    """Sign whatever was done to the pack."""

    def forge(change=lambda predicate: None) -> Report:
        restate(pack, change=change, sign=[keyring.signer("office")])
        return verify_pack(pack, keys=keyring.trusted("office"))

    return forge


def test_a_table_that_is_no_parquet_file_is_refused(pack, forged):
    (pack / "source/inspection.parquet").write_bytes(b"PAR1 nonsense PAR1")
    assert codes(forged()) == {("source/inspection.parquet", "unreadable")}


@given(data=st.data())
def test_a_damaged_table_never_breaks_the_verifier(untouched, tmp_path_factory, data):
    whole = (untouched / "source/inspection.parquet").read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:place] + data.draw(st.binary(min_size=1, max_size=8)) + whole[place + 1 :]
    path = tmp_path_factory.mktemp("table") / "inspection.parquet"
    path.write_bytes(damaged)
    with suppress(pa.ArrowException, OSError):
        list(source.table_faults(path))


def test_a_table_that_unpacks_beyond_the_limit_is_not_opened(pack, forged, monkeypatch):
    monkeypatch.setattr(source, "MOST_ROWS", 3)
    assert codes(forged()) == {("source/inspection.parquet", "table_too_large")}


def test_a_table_of_other_columns_than_described_is_refused(pack, forged):
    pq.write_table(pa.table({"place": ["440100"] * 4}), pack / "source/inspection.parquet")
    assert codes(forged()) == {("source/inspection.parquet", "table_fields")}


def test_a_table_of_other_length_than_described_is_refused(pack, forged):
    table = pq.read_table(pack / "source/inspection.parquet")
    pq.write_table(table.slice(1), pack / "source/inspection.parquet")
    assert codes(forged()) == {("source/inspection.parquet", "table_rows")}


MISDESCRIBED = {
    "resource_missing": lambda listed: listed.pop(),
    "resource_twice": lambda listed: listed.append(listed[0]),
    "resource_extra": lambda listed: listed.append(listed[0] | {"path": "more.json"}),
    "resource_differs": lambda listed: listed[0].update(bytes=1),
}


@pytest.mark.parametrize("code", MISDESCRIBED)
def test_a_data_package_that_misdescribes_the_files_is_refused(pack, office, keyring, code):
    path = pack / "datapackage.json"
    rewrite_json(path, lambda package: MISDESCRIBED[code](package["resources"]))
    restate(pack, sign=[keyring.signer("office")], describe=False)
    assert codes(verify_pack(pack, keys=office)) == {("datapackage.json", code)}


@pytest.mark.parametrize("name", ["name", "resources"])
def test_a_data_package_of_another_shape_is_refused(pack, office, keyring, name):
    rewrite_json(pack / "datapackage.json", lambda package: package.update({name: 7}))
    restate(pack, sign=[keyring.signer("office")], describe=False)
    assert codes(verify_pack(pack, keys=office)) == {("datapackage.json", "shape")}


def test_a_log_head_that_does_not_count_its_events_is_refused(pack, forged):
    head = {"number": 9, "hash": None, "count": 7, "manifest": 3}
    rewrite_json(pack / "log.json", lambda log: log.update(head))
    report = forged(lambda predicate: predicate.update(log=head))
    assert [problem.details for problem in report.problems] == [{"where": "log"}]


def test_a_plan_that_is_not_canonical_is_refused(pack, forged):
    (pack / "plan/scheme.json").write_text('{"bands": []}')
    assert ("plan/scheme.json", "not_canonical") in codes(forged())


def test_a_recomputation_that_fails_is_told_and_survived(pack, office):
    report = verify_pack(pack, keys=office, recompute=lambda pack: 1 / 0)
    problem = report.problems[0]
    assert (problem.code, report.recomputed) == ("recompute_failed", False)
    assert "ZeroDivisionError" in problem.reason("en")


def test_a_pack_without_tables_is_a_pack(tmp_path, keyring, office):
    empty = sealed(tmp_path / "pack", keyring.signing("office"), tables={})
    assert verify_pack(empty, keys=office).ok


def test_no_reading_of_json_takes_a_float():
    for text in (b"1.5", b"1e5", b"-Infinity", b"[0.1]"):
        with pytest.raises(Refusal):
            parsed(text, "x")


def test_sealing_a_float_is_refused(tmp_path, keyring):
    with pytest.raises(TypeError):
        sealed(tmp_path / "pack", keyring.signing("office"), results={"score": 87.5})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_each_of_the_two_digests_is_checked(pack, keyring, office, algorithm):
    def change(statement):
        statement.files["log.json"].digest[algorithm] = "0" * 64

    state_anew(pack, keyring.signer("office"), change)
    (problem,) = verify_pack(pack, keys=office).problems
    assert (problem.file, problem.details) == ("log.json", {"algorithm": algorithm.upper()})


def state_anew(pack, signer, change):
    """Sign a changed statement; the files stay as they are."""
    statement = Statement.read(read_envelope(pack).payload)
    change(statement)
    envelope = envelope_of(statement)
    envelope.sign(signer.crypto)
    (pack / STATEMENT).write_bytes(envelope_bytes(envelope))
