"""Signers are judged by the keys a verifier brings, and by nothing in the pack."""

import re

import pytest

from tests.seal.packs import codes, copied, restate, sealed
from zhiliang.evaluation.seal import Refusal, cosign, verify_pack
from zhiliang.evaluation.seal.statement import (
    STATEMENT,
    envelope_bytes,
    pack_digest,
    read_envelope,
)
from zhiliang.evaluation.seal.words import shown

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def twice_signed(tmp_path_factory, keyring):
    out = tmp_path_factory.mktemp("twice") / "pack"
    return sealed(out, keyring.signing("office", "bureau"))


@pytest.fixture
def twice(twice_signed, tmp_path):
    return copied(twice_signed, tmp_path)


def strip(pack, keyid):
    envelope = read_envelope(pack)
    del envelope.signatures[keyid]
    (pack / STATEMENT).write_bytes(envelope_bytes(envelope))


def test_two_of_two_signers_pass_a_threshold_of_two(twice, keyring):
    report = verify_pack(twice, keys=keyring.trusted("office", "bureau"), threshold=2)
    assert (report.ok, {signer.name for signer in report.signers}) == (True, {"office", "bureau"})


@pytest.mark.parametrize("threshold", [None, 1, 2])
def test_a_missing_signer_is_named(twice, keyring, threshold):
    office, bureau = keyring.trusted("office", "bureau")
    strip(twice, bureau.keyid)
    report = verify_pack(twice, keys=[office, bureau], threshold=threshold)
    missing = next(p for p in report.problems if p.code == "signer_missing")
    assert "bureau" in missing.reason("zh") and bureau.keyid in missing.reason("en")


def test_a_missing_signer_is_found_without_keys(twice, keyring):
    strip(twice, keyring.trusted("bureau")[0].keyid)
    assert (STATEMENT, "signer_missing") in codes(verify_pack(twice))


def test_all_signers_must_be_known_to_the_verifier(twice, office):
    assert (STATEMENT, "signer_unknown") in codes(verify_pack(twice, keys=office))


def test_one_key_given_twice_is_one_signer(pack, office):
    report = verify_pack(pack, keys=[*office, *office], threshold=2)
    assert codes(report) == {(STATEMENT, "threshold")}


def test_the_signed_threshold_holds_where_the_verifier_names_none(tmp_path, keyring):
    signing = keyring.signing("office", cosigners=keyring.trusted("bureau"))
    pack = sealed(tmp_path / "pack", signing)
    found = codes(verify_pack(pack, keys=keyring.trusted("office", "bureau")))
    assert found == {(STATEMENT, "signer_missing"), (STATEMENT, "threshold")}


def test_a_stated_signer_completes_a_pack_and_keeps_its_digest(tmp_path, keyring):
    signing = keyring.signing("office", cosigners=keyring.trusted("bureau"))
    pack = sealed(tmp_path / "pack", signing)
    before = pack_digest(pack)
    cosign(pack, keyring.signer("bureau"))
    report = verify_pack(pack, keys=keyring.trusted("office", "bureau"), threshold=2)
    assert (report.ok, report.digest) == (True, before)


def test_a_stranger_cannot_add_a_signature(pack, keyring):
    with pytest.raises(Refusal) as refused:
        cosign(pack, keyring.signer("stranger"))
    assert refused.value.problem.code == "cosign_stranger"


def test_a_signature_slipped_in_beside_the_stated_ones_is_refused(pack, office, keyring):
    envelope = read_envelope(pack)
    envelope.sign(keyring.signer("stranger").crypto)
    (pack / STATEMENT).write_bytes(envelope_bytes(envelope))
    found = codes(verify_pack(pack, keys=keyring.trusted("office", "stranger")))
    assert found == {(STATEMENT, "signer_undeclared")}


def test_a_stated_key_under_a_trusted_id_does_not_help(pack, office, keyring):
    stranger, (trusted,) = keyring.signer("stranger"), office
    stated = {"keyid": trusted.keyid, "name": "office", "public": stranger.trusted.public}
    restate(pack, change=lambda predicate: predicate.update(signers=[stated]))
    envelope = read_envelope(pack)
    forged = stranger.crypto.sign(envelope.pae())
    envelope.signatures[trusted.keyid].signature = forged.signature
    (pack / STATEMENT).write_bytes(envelope_bytes(envelope))
    found = codes(verify_pack(pack, keys=office))
    assert {(STATEMENT, "signer_keyid"), (STATEMENT, "bad_signature")} <= found
    assert (STATEMENT, "signer_keyid") in codes(verify_pack(pack))


def test_without_a_key_the_report_says_that_the_signature_is_unchecked(pack):
    report = verify_pack(pack)
    assert (report.ok, report.signature) == (True, "unchecked")
    assert [signer.trusted for signer in report.signers] == [False]


def test_a_threshold_needs_keys(pack):
    assert codes(verify_pack(pack, threshold=1)) == {(STATEMENT, "threshold_without_keys")}


def test_an_unsigned_statement_is_refused(pack, office):
    envelope = read_envelope(pack)
    envelope.signatures = {}
    (pack / STATEMENT).write_bytes(envelope_bytes(envelope))
    assert (STATEMENT, "threshold") in codes(verify_pack(pack, keys=office))


def test_a_signer_named_with_escape_codes_cannot_write_to_the_terminal():
    assert shown("\x1b[2J\u202eoffice") == "\\x1b[2J\\u202eoffice"


def test_one_signature_has_one_spelling(pack):
    text = (pack / STATEMENT).read_bytes()
    place = re.search(rb'"sig":"[^"]{85}(?P<last>.)=="', text).start("last")
    # The last character has four bits to spare: the next letter decodes to the same signature.
    (pack / STATEMENT).write_bytes(text[:place] + bytes([text[place] + 1]) + text[place + 1 :])
    assert codes(verify_pack(pack)) == {(STATEMENT, "not_canonical")}
