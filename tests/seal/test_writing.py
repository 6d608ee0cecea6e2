"""Writing a pack: whole or not at all, the same bytes for the same content."""

import json
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from tests.seal.packs import ROWS, derive, sealed
from zhiliang.evaluation.seal import Refusal, Source, verify_pack
from zhiliang.evaluation.seal.statement import read_envelope

pytestmark = pytest.mark.once


def bytes_of(pack):
    files = (path for path in pack.rglob("*") if path.is_file())
    return {path.relative_to(pack).as_posix(): path.read_bytes() for path in files}


def refused(code):
    return pytest.raises(Refusal, check=lambda fault: fault.problem.code == code)


def test_a_pack_holds_these_files(untouched):
    assert set(bytes_of(untouched)) == {
        "README.md",
        "datapackage.json",
        "log.json",
        "plan/definitions.json",
        "plan/method.json",
        "plan/scheme.json",
        "result/results.json",
        "result/values.json",
        "source/inspection.parquet",
        "statement.dsse.json",
    }


def test_the_same_content_gives_the_same_bytes(untouched, tmp_path, keyring):
    again = sealed(tmp_path / "again", keyring.signing("office"))
    assert bytes_of(again) == bytes_of(untouched)


def test_the_order_of_rows_does_not_matter(untouched, tmp_path, keyring):
    turned = {name: values[::-1] for name, values in ROWS.items()}
    again = sealed(tmp_path / "again", keyring.signing("office"), rows=turned)
    assert bytes_of(again) == bytes_of(untouched)


def test_how_rows_lie_in_memory_does_not_matter(tmp_path):
    whole = pa.table({"key": ["b", "a", None], "value": [1, None, 3]})
    parts = pa.concat_tables([whole.slice(1), whole.slice(0, 1)])
    for name, table in (("whole", whole), ("parts", parts)):
        Source(table, ("key",)).write(tmp_path / name)
    assert (tmp_path / "whole").read_bytes() == (tmp_path / "parts").read_bytes()


def test_rows_are_sealed_in_order_of_their_key(untouched):
    rows = pq.read_table(untouched / "source/inspection.parquet").to_pylist()
    assert [(row["place"], row["passed"]) for row in rows] == [
        ("440100", 88),
        ("440100", 91),
        ("440200", 79),
        ("440300", 95),
    ]


def test_exact_numbers_are_sealed_as_texts(untouched):
    values = json.loads((untouched / "result/values.json").read_text())
    assert values[0]["exact"] == "179/2"


def test_the_statement_is_an_in_toto_statement(untouched):
    envelope = json.loads((untouched / "statement.dsse.json").read_text())
    statement = json.loads(read_envelope(untouched).payload)
    assert envelope["payloadType"] == "application/vnd.in-toto+json"
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert {len(subject["digest"]) for subject in statement["subject"]} == {2}


def test_the_predicate_says_what_was_left_out_and_why(untouched):
    predicate = json.loads(read_envelope(untouched).payload)["predicate"]
    assert predicate["exclusions"] == [
        {"what": "inspection", "count": 2, "reason_zh": "时期在后", "reason_en": "later periods"}
    ]


def test_the_data_package_describes_the_columns(untouched):
    package = json.loads((untouched / "datapackage.json").read_text())
    table = next(r for r in package["resources"] if r["path"] == "source/inspection.parquet")
    assert table["schema"]["fields"][3] == {"name": "passed", "type": "integer"}
    assert (table["rows"], table["hash"][:7]) == (4, "sha256:")


def test_a_folder_with_anything_in_it_is_not_overwritten(tmp_path, keyring):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack/mine.txt").write_text("mine")
    with refused("out_taken"):
        sealed(tmp_path / "pack", keyring.signing("office"))
    assert (tmp_path / "pack/mine.txt").read_text() == "mine"


def test_an_empty_folder_is_filled(tmp_path, keyring, office):
    (tmp_path / "pack").mkdir()
    assert verify_pack(sealed(tmp_path / "pack", keyring.signing("office")), keys=office).ok


@pytest.mark.parametrize("place", ["file", "link"])
def test_a_file_or_link_is_not_replaced(tmp_path, keyring, place):
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with refused("out_taken"):
        sealed(tmp_path / place, keyring.signing("office"))


def test_a_pack_needs_a_folder_to_lie_in(tmp_path, keyring):
    with refused("out_parent"):
        sealed(tmp_path / "no/pack", keyring.signing("office"))


def test_nobody_seals_without_signing(tmp_path, keyring):
    with refused("no_signer"):
        sealed(tmp_path / "pack", keyring.signing())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("threshold", [0, 2])
def test_a_threshold_nobody_can_reach_is_refused(tmp_path, keyring, threshold):
    with refused("threshold_range"):
        sealed(tmp_path / "pack", keyring.signing("office", threshold=threshold))


def test_results_that_their_rows_do_not_give_are_not_sealed(tmp_path, keyring):
    made_up = {"year": 2015, "as_of": "", "subjects": []}
    with refused("not_reproducible"):
        sealed(tmp_path / "p", keyring.signing("office"), results=made_up, recompute=derive)
    assert list(tmp_path.iterdir()) == []


def test_results_that_their_rows_give_are_sealed(tmp_path, keyring, office):
    pack = sealed(tmp_path / "pack", keyring.signing("office"), recompute=derive)
    assert verify_pack(pack, keys=office).ok


def recipe(pack):
    """Run the Python of the pack's own README in the pack."""
    text = (pack / "README.md").read_text("utf-8")
    code = text.partition("```python\n")[2].partition("```")[0]
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=pack, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_readme_verifies_a_pack_without_this_program(pack, keyring):
    assert recipe(pack) == "changed, missing or added: none"
    key = load_pem_public_key(keyring.path("office", "pub").read_bytes())
    signature, signed = (pack.parent / n for n in ("signature1.bin", "signed.bin"))
    key.verify(signature.read_bytes(), signed.read_bytes())


def test_the_readme_finds_a_changed_and_an_added_file(pack):
    (pack / "extra").write_text("")
    (pack / "log.json").write_text("{}")
    assert recipe(pack) == "changed, missing or added: ['extra', 'log.json', 'log.json']"
