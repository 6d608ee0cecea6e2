"""§7: a changed byte, a rewritten manifest, a missing signer, an edited result: each is refused."""

import base64
import json
import os
import shutil

import pytest

from tests.contracts.packs import RESULTS, STATEMENT, canonical, declared

FILES = [
    *("README.md", "datapackage.json", "log.json", "statement.dsse.json"),
    *("plan/definitions.json", "plan/directions.json", "plan/method.json", "plan/scheme.json"),
    *("plan/targets.json", "result/results.json", "result/values.json"),
    *("source/air_bulletin.parquet", "source/city_air_day.parquet"),
    *("source/comparability_result.parquet",),
    *("source/complaint.parquet", "source/drinking_month.parquet", "source/figure.parquet"),
    "source/outlet_day.parquet",
    *("source/place.parquet", "source/place_set.parquet", "source/recall.parquet"),
    *("source/rectification.parquet",),
    *("source/reduction_task.parquet", "source/sampled_batch.parquet"),
    *("source/sewage_month.parquet", "source/sewage_plant_year.parquet"),
]


def flipped(data):
    """One bit in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def refused(answer, file=""):
    """Exit 1, the file and a reason in words; gives the codes."""
    assert answer.code == 1, answer.out
    assert not answer.crashed
    problems = answer.json["problems"]
    assert all(one["reason"] for one in problems)
    assert file in {one["file"] for one in problems} | {""}
    return {one["code"] for one in problems}


def raise_a_score(pack):
    """Edit the result: the first city below 80 gets 30 points more."""
    results = json.loads((pack.folder / RESULTS).read_bytes())
    poor = next(one for one in results["subjects"] if float(one["score"]) < 70)
    poor["score"] = f"{float(poor['score']) + 30:.2f}"
    (pack.folder / RESULTS).write_bytes(canonical(results))


@pytest.fixture(scope="module")
def mallory(stranger, tmp_path_factory):
    folder = tmp_path_factory.mktemp("mallory")
    assert stranger("keys", "make", "mallory", "--dir", folder).code == 0
    return folder / "mallory.pem"


@pytest.fixture
def forged(pack, mallory):
    """Edited, every digest made right again, and signed by Mallory under the office's name."""
    raise_a_score(pack)
    statement = pack.redigested()
    statement["predicate"]["signers"] = [declared(mallory, "office")]
    pack.sign(statement, mallory)
    return pack


def test_a_pack_holds_these_files(sealed):
    assert sealed.files() == sorted(FILES)


def test_a_pack_verifies_elsewhere_with_nothing_but_the_public_key(sealed):
    answer = sealed.verify("--recompute")
    assert (answer.code, answer.json["ok"], answer.json["recomputed"]) == (0, True, True)
    assert answer.json["differences"] == []


def test_both_engines_recompute_the_same_digits(sealed):
    assert sealed.verify("--recompute", "--engine", "reference").json["recomputed"]


def test_without_a_key_the_reader_is_told_that_the_signer_is_unknown(sealed):
    answer = sealed.verify(keys=())
    assert (answer.code, answer.json["signature"]) == (0, "unchecked")
    assert "--key" in answer.err


def test_the_statement_is_in_toto_with_sha256_and_sm3(sealed):
    statement = sealed.statement()
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert sealed.envelope()["payloadType"] == "application/vnd.in-toto+json"
    assert all(set(one["digest"]) == {"sha256", "sm3"} for one in statement["subject"])
    assert {one["name"] for one in statement["subject"]} == set(FILES) - {STATEMENT}


@pytest.mark.parametrize("name", FILES)
def test_one_bit_changed_in_a_file_is_refused_by_name(pack, name):
    pack.change(name, flipped)
    refused(pack.verify(), name)


@pytest.mark.parametrize("name", [STATEMENT, "log.json", "source/figure.parquet"])
def test_a_byte_more_or_less_is_refused_by_name(pack, name):
    pack.change(name, lambda data: data + b"\n")
    refused(pack.verify(), name)
    pack.change(name, lambda data: data[:-2])
    refused(pack.verify(), name)


@pytest.mark.parametrize("name", ["result/values.json", "source/figure.parquet", STATEMENT])
def test_a_missing_file_is_refused_by_name(pack, name):
    (pack.folder / name).unlink()
    refused(pack.verify(), name)


@pytest.mark.parametrize("name", ["extra.txt", ".hidden", "source/more.parquet"])
def test_an_unlisted_file_is_refused_by_name(pack, name):
    (pack.folder / name).write_text("x")
    refused(pack.verify(), name)


def test_a_link_out_of_the_pack_is_refused(pack, sealed):
    (pack.folder / RESULTS).unlink()
    os.symlink(sealed.folder / RESULTS, pack.folder / RESULTS)
    refused(pack.verify(), RESULTS)


def test_a_manifest_rewritten_after_the_change_is_refused(pack):
    raise_a_score(pack)
    pack.write({**pack.envelope(), "payload": _encoded(pack.redigested())})
    assert "bad_signature" in refused(pack.verify(), STATEMENT)


def test_a_forger_who_uses_the_office_s_key_id_is_refused(pack, mallory):
    raise_a_score(pack)
    pack.sign(pack.redigested(), mallory, keyid=pack.envelope()["signatures"][0]["keyid"])
    assert "bad_signature" in refused(pack.verify(), STATEMENT)


def test_a_forger_who_calls_himself_the_office_is_an_unknown_signer(forged):
    assert "signer_unknown" in refused(forged.verify(), STATEMENT)


def test_a_perfect_forgery_does_not_survive_recomputation(forged, mallory):
    answer = forged.verify("--recompute", keys=[mallory.with_suffix(".pub")])
    refused(answer, RESULTS)
    assert answer.json["differences"]


def test_a_key_inside_the_pack_is_never_trusted(forged, mallory):
    inside = shutil.copy(mallory.with_suffix(".pub"), forged.folder)
    answer = forged.verify(keys=[inside])
    assert answer.code == 1
    assert "mallory.pub" in answer.err


def test_a_pack_without_signatures_is_refused(pack):
    pack.write({**pack.envelope(), "signatures": []})
    assert "signer_missing" in refused(pack.verify(), STATEMENT)


def test_a_signer_who_was_added_is_refused(pack, mallory):
    honest = pack.envelope()["signatures"]
    pack.sign(pack.statement(), mallory)
    both = [*honest, *pack.envelope()["signatures"]]
    ordered = sorted(both, key=lambda one: one["keyid"])
    pack.write({**pack.envelope(), "signatures": ordered})
    assert "signer_undeclared" in refused(pack.verify(), STATEMENT)


def test_one_signature_does_not_reach_a_threshold_of_two(sealed):
    assert "threshold" in refused(sealed.verify("--threshold", 2), STATEMENT)


def test_one_key_under_two_names_counts_once(sealed, tmp_path):
    twin = shutil.copy(sealed.keys[0], tmp_path / "twin.pub")
    keys = [*sealed.keys, twin]
    assert "threshold" in refused(sealed.verify("--threshold", 2, keys=keys), STATEMENT)


def test_two_signers_reach_a_threshold_of_two(sealed_by_two):
    assert sealed_by_two.verify("--threshold", 2).json["signature"] == "trusted"


def test_a_signer_who_was_removed_is_missed(pack_of_two):
    envelope = pack_of_two.envelope()
    pack_of_two.write({**envelope, "signatures": envelope["signatures"][:1]})
    assert "signer_missing" in refused(pack_of_two.verify("--threshold", 1), STATEMENT)


def test_a_signer_the_verifier_does_not_know_is_refused(sealed_by_two):
    assert "signer_unknown" in refused(sealed_by_two.verify(keys=sealed_by_two.keys[:1]))


def test_the_previous_pack_is_known_by_its_digest(sealed_by_two, earlier):
    assert sealed_by_two.verify("--previous", earlier.folder).code == 0


def test_another_pack_than_the_previous_one_is_refused(sealed_by_two, sealed):
    assert "previous_differs" in refused(sealed_by_two.verify("--previous", sealed.folder))


def test_a_previous_pack_that_was_changed_is_refused(sealed_by_two, earlier, tmp_path):
    changed = earlier.copy(tmp_path)
    changed.change("log.json", flipped)
    found = refused(sealed_by_two.verify("--previous", changed.folder), "log.json")
    assert "previous_broken" in found


def test_a_year_is_not_sealed_after_a_later_one(office, sealed, tmp_path):
    words = ("--year", 2014, "--out", tmp_path / "pack", "--previous", sealed.folder)
    answer = office("seal", *words)
    assert (answer.code, answer.crashed) == (1, False)
    assert not (tmp_path / "pack").exists()


@pytest.mark.parametrize("content", [b"", b"{}", b"[[[", b"\xff\xfe\0" * 99, b"[" * 100_000])
def test_a_statement_of_rubbish_is_refused_without_a_crash(pack, content):
    (pack.folder / STATEMENT).write_bytes(content)
    refused(pack.verify(), STATEMENT)


def test_the_log_s_end_is_inside_and_shows_a_cut(sealed, writer):
    end = json.loads((sealed.folder / "log.json").read_bytes())
    told = writer("audit", "verify", "--head", f"{end['number'] + 9}:{end['hash']}")
    assert told.code == 1


def test_no_folder_is_no_pack(stranger):
    answer = stranger("verify", stranger.folder / "nothing", "--json")
    assert (answer.code, answer.json["ok"]) == (1, False)


def test_a_folder_with_something_in_it_is_not_sealed_over(office, sealed):
    assert office("seal", "--year", 2015, "--out", sealed.folder).code == 1
    assert sealed.verify().code == 0


def _encoded(statement):
    return base64.b64encode(canonical(statement)).decode()
