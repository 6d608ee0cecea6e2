"""Points that people established: sealed as rows, counted when recomputed, never slipped in.

A grade that was contested and corrected leaves two packs: the new one names the old one.
"""

import json
from functools import partial

import pyarrow.parquet as pq
import pytest

from tests.seal.packs import codes, copied, restate
from tests.seal.small_year import CITIES, MASTER, adjustment, small_lake
from zhiliang.evaluation.plan import office_plan
from zhiliang.evaluation.seal import verify_pack, write_pack
from zhiliang.evaluation.seal.annual import annual_content, recompute_annual

pytestmark = pytest.mark.once
TABLE = "source/adjustment.parquet"
ITEM = "sewage"
recompute = partial(recompute_annual, engine="reference")


@pytest.fixture(scope="module")
def seal(keyring):
    plan = office_plan(2015)

    def write(out, *adjustments, previous=None):
        lake = small_lake(plan, adjustments=adjustments)
        content = annual_content(lake, plan, engine="reference", master=MASTER)
        signing = keyring.signing("office")
        write_pack(out, content, signing=signing, previous=previous, recompute=recompute)
        return out

    return write


@pytest.fixture(scope="module")
def first(seal, tmp_path_factory):
    """The year as computed, nobody having judged anything."""
    return seal(tmp_path_factory.mktemp("first") / "pack")


@pytest.fixture(scope="module")
def second(seal, first, tmp_path_factory):
    """The same year after a check on site, chained to the first."""
    folder = tmp_path_factory.mktemp("second") / "pack"
    late = adjustment(ITEM, 1, period="2016")
    return seal(folder, adjustment(ITEM, 0.25), late, previous=first)


def scored(pack, code=CITIES[0]):
    results = json.loads((pack / "result/results.json").read_text("utf-8"))
    return next(subject for subject in results["subjects"] if subject["code"] == code)


def item(pack):
    return next(entry for entry in scored(pack)["items"] if entry["key"] == ITEM)


def test_a_year_without_judgements_has_no_such_table(first):
    assert not (first / TABLE).exists()
    assert "established" not in item(first)


def test_a_judgement_is_sealed_as_a_row_of_its_year_alone(second):
    rows = pq.read_table(second / TABLE).to_pylist()
    assert [(row["period"], row["item"], row["points"]) for row in rows] == [
        ("2015", ITEM, 250_000)
    ]


def test_the_score_follows_from_the_judgement(first, second):
    assert item(second)["earned"] == "0.25"
    assert item(second)["computed"] == item(first)["earned"]
    assert item(second)["established"]["ground"] == "台账缺页"
    assert float(scored(second)["score"]) < float(scored(first)["score"])
    assert scored(second, CITIES[1])["score"] == scored(first, CITIES[1])["score"]


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_a_pack_with_judgements_recomputes_to_the_digit(second, office, engine):
    by_engine = partial(recompute_annual, engine=engine)
    assert verify_pack(second, keys=office, recompute=by_engine).recomputed


def test_the_new_pack_names_the_old_one(first, second, office):
    report = verify_pack(second, keys=office, previous=first, recompute=recompute)
    assert report.problems == []


def test_a_judgement_changed_by_the_signer_is_found(second, tmp_path, office, keyring):
    pack = copied(second, tmp_path)
    rows = pq.read_table(pack / TABLE)
    softer = rows.set_column(3, "points", [[2_000_000]])
    pq.write_table(softer, pack / TABLE)
    restate(pack, sign=[keyring.signer("office")])
    found = codes(verify_pack(pack, keys=office, recompute=recompute))
    assert ("result/results.json", "recompute_differs") in found


def test_nobody_is_given_more_than_an_item_has(seal, tmp_path):
    pack = seal(tmp_path / "pack", adjustment(ITEM, 900))
    assert item(pack)["earned"] == item(pack)["points"]


def test_a_veto_is_nobodys_to_judge(seal, first, tmp_path):
    pack = seal(tmp_path / "pack", adjustment("incidents", 1))
    assert scored(pack)["grade"] == scored(first)["grade"]
    assert not any("established" in entry for entry in scored(pack)["items"])
