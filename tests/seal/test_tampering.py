"""Whatever is changed after sealing is refused, with the file and the reason."""

import pyarrow.parquet as pq
import pytest

from tests.seal.packs import codes, copied, derive, restate, rewrite_json, sealed
from zhiliang.evaluation.seal import verify_pack

pytestmark = pytest.mark.once

TABLE = "source/inspection.parquet"
RESULTS = "result/results.json"
STATEMENT = "statement.dsse.json"


def change_a_cell(pack):
    table = pq.read_table(pack / TABLE).to_pydict()
    table["passed"][0] += 1
    write_rows(pack, table)


def drop_a_row(pack):
    table = pq.read_table(pack / TABLE).to_pydict()
    write_rows(pack, {name: values[1:] for name, values in table.items()})


def write_rows(pack, columns):
    import pyarrow as pa

    pq.write_table(pa.table(columns), pack / TABLE)


def add_a_file(pack):
    (pack / "source/extra.parquet").write_bytes(b"PAR1")


def remove_a_file(pack):
    (pack / "plan/scheme.json").unlink()


def swap_two_files(pack):
    first, second = pack / "plan/scheme.json", pack / "plan/definitions.json"
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)


def edit_the_plan(pack):
    rewrite_json(pack / "plan/scheme.json", lambda plan: plan["bands"][0].update({"from": "80"}))


def edit_a_result(pack):
    rewrite_json(pack / RESULTS, lambda found: found["subjects"][1].update(grade="A"))


def edit_the_readme(pack):
    with (pack / "README.md").open("a") as stream:
        stream.write(" ")


def add_an_empty_folder(pack):
    (pack / "extra").mkdir()


def link_a_file(pack):
    path = pack / "log.json"
    path.rename(pack.parent / "log.json")
    path.symlink_to(pack.parent / "log.json")


TAMPERING = {
    change_a_cell: {TABLE},
    drop_a_row: {TABLE},
    add_a_file: {"source/extra.parquet"},
    remove_a_file: {"plan/scheme.json"},
    swap_two_files: {"plan/scheme.json", "plan/definitions.json"},
    edit_the_plan: {"plan/scheme.json"},
    edit_a_result: {RESULTS},
    edit_the_readme: {"README.md"},
    add_an_empty_folder: {"extra/"},
    link_a_file: {"log.json"},
}
tampering = pytest.mark.parametrize("tamper", TAMPERING, ids=lambda act: act.__name__)


def test_an_untouched_pack_verifies_and_recomputes(pack, office):
    report = verify_pack(pack, keys=office, recompute=derive)
    assert (report.ok, report.recomputed, report.signature) == (True, True, "trusted")


@tampering
def test_tampering_is_refused_with_the_file(tamper, pack, office):
    tamper(pack)
    report = verify_pack(pack, keys=office)
    assert {problem.file for problem in report.problems} == TAMPERING[tamper]


@tampering
def test_tampering_is_refused_without_a_key(tamper, pack):
    tamper(pack)
    assert {problem.file for problem in verify_pack(pack).problems} == TAMPERING[tamper]


@pytest.mark.parametrize("tamper", [change_a_cell, edit_the_plan, edit_a_result])
def test_a_manifest_rewritten_after_the_change_does_not_fit_its_signature(tamper, pack, office):
    tamper(pack)
    restate(pack)
    assert (STATEMENT, "bad_signature") in codes(verify_pack(pack, keys=office))


def test_a_rewritten_manifest_is_found_even_without_a_key(pack):
    edit_a_result(pack)
    restate(pack)
    assert (STATEMENT, "bad_signature") in codes(verify_pack(pack))


def test_an_edited_predicate_does_not_fit_its_signature(pack, office):
    restate(pack, change=lambda predicate: predicate.update(as_of="2017-01-01"))
    assert (STATEMENT, "bad_signature") in codes(verify_pack(pack, keys=office))


def test_a_pack_signed_again_with_another_key_lacks_the_stated_signer(pack, office, keyring):
    restate(pack, sign=[keyring.signer("stranger")])
    found = codes(verify_pack(pack, keys=office))
    assert {(STATEMENT, "signer_missing"), (STATEMENT, "signer_undeclared")} <= found


def test_a_pack_sealed_by_a_stranger_is_refused(tmp_path, office, keyring):
    forged = sealed(tmp_path / "forged", keyring.signing("stranger"))
    assert (STATEMENT, "signer_unknown") in codes(verify_pack(forged, keys=office))


def test_a_result_the_signer_made_up_does_not_recompute(tmp_path, office, keyring):
    made_up = {"year": 2015, "as_of": "", "subjects": []}
    pack = sealed(tmp_path / "pack", keyring.signing("office"), results=made_up, as_of="")
    report = verify_pack(pack, keys=office, recompute=derive)
    assert (report.recomputed, codes(report)) == (False, {(RESULTS, "recompute_differs")})


def test_each_difference_is_named_by_its_path(pack, office, keyring):
    edit_a_result(pack)
    restate(pack, sign=[keyring.signer("office")], change=_restated_results(pack))
    found = verify_pack(pack, keys=office, recompute=derive).differences
    assert [d.to_json() for d in found] == [
        {
            "path": "results.subjects[440200].grade",
            "kind": "changed",
            "sealed": "A",
            "recomputed": "B",
        }
    ]


def _restated_results(pack):
    from zhiliang.evaluation.seal.digests import digests

    return lambda predicate: predicate.update(results=digests((pack / RESULTS).read_bytes()))


OTHERWISE = {
    "year": 2014,
    "as_of": "2017-01-01",
    "plan": {"sha256": "0" * 64, "sm3": "0" * 64},
    "results": {"sha256": "0" * 64, "sm3": "0" * 64},
    "values": {"sha256": "0" * 64, "sm3": "0" * 64},
    "counts": {"source/inspection.parquet": 3, "values": 3},
    "log": {"number": 8, "hash": None, "count": 8, "manifest": 3},
}


@pytest.mark.parametrize("where", OTHERWISE)
def test_a_predicate_that_disagrees_with_the_files_is_refused(pack, office, keyring, where):
    said = {where: OTHERWISE[where]}
    restate(pack, sign=[keyring.signer("office")], change=lambda predicate: predicate.update(said))
    (problem,) = verify_pack(pack, keys=office).problems
    assert (problem.code, problem.details) == ("summary_differs", {"where": where})


def test_the_pack_after_another_names_it(tmp_path, untouched, office, keyring):
    after = sealed(tmp_path / "after", keyring.signing("office"), previous=untouched)
    assert verify_pack(after, keys=office, previous=untouched).ok


def test_an_older_pack_in_place_of_a_newer_one_does_not_follow_the_last(untouched, pack, office):
    report = verify_pack(pack, keys=office, previous=untouched)
    assert codes(report) == {(STATEMENT, "previous_differs")}


def test_a_pack_that_follows_a_replaced_one_is_refused(tmp_path, untouched, office, keyring):
    after = sealed(tmp_path / "after", keyring.signing("office"), previous=untouched)
    log = {"number": 8, "hash": None, "count": 8, "manifest": 3}
    replaced = sealed(tmp_path / "other", keyring.signing("office"), log=log)
    report = verify_pack(after, keys=office, previous=replaced)
    assert codes(report) == {(STATEMENT, "previous_differs")}


def test_a_previous_pack_that_was_changed_is_no_previous_pack(tmp_path, pack, office, keyring):
    after = sealed(tmp_path / "after", keyring.signing("office"), previous=pack)
    edit_a_result(pack)
    report = verify_pack(after, keys=office, previous=pack)
    assert codes(report) == {(RESULTS, "previous_broken")}


def test_a_pack_cannot_follow_one_of_a_later_year(tmp_path, untouched, office, keyring):
    earlier = sealed(tmp_path / "2014", keyring.signing("office"), year=2014, previous=untouched)
    report = verify_pack(earlier, keys=office, previous=untouched)
    assert codes(report) == {(STATEMENT, "previous_later")}


def test_nothing_is_recomputed_from_a_pack_in_which_something_is_wrong(pack, office):
    edit_the_plan(pack)
    report = verify_pack(pack, keys=office, recompute=lambda pack: 1 / 0)
    assert report.recomputed is None


def test_a_copied_pack_is_the_same_pack(untouched, tmp_path, office):
    again = copied(untouched, tmp_path)
    assert verify_pack(again, keys=office).digest == verify_pack(untouched, keys=office).digest
