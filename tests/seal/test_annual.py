"""A real plan over a small lake: sealed, read back, and derived again to the digit."""

import json
from functools import partial

import pytest

from tests.seal.packs import codes, copied, restate, rewrite_json
from tests.seal.small_year import CITIES, MASTER, small_lake
from zhiliang.evaluation.plan import office_plan
from zhiliang.evaluation.seal import verify_pack, write_pack
from zhiliang.evaluation.seal.annual import annual_content, recompute_annual
from zhiliang.evaluation.seal.digests import digests
from zhiliang.evaluation.seal.plan import plan_files, read_plan
from zhiliang.methods.canonical import canonical_json

pytestmark = pytest.mark.once

by_reference = partial(recompute_annual, engine="reference")


@pytest.fixture(scope="module")
def plan():
    return office_plan(2015)


@pytest.fixture(scope="module")
def content(plan):
    lake = small_lake(plan)
    return annual_content(lake, plan, engine="reference", master=MASTER)


@pytest.fixture(scope="module")
def annual(content, keyring, tmp_path_factory):
    out = tmp_path_factory.mktemp("annual") / "pack"
    write_pack(out, content, signing=keyring.signing("office"), recompute=by_reference)
    return out


def test_a_sealed_year_recomputes_to_the_digit(annual, office):
    assert verify_pack(annual, keys=office, recompute=by_reference).recomputed


def test_the_other_engine_recomputes_the_same(annual, office):
    by_duckdb = partial(recompute_annual, engine="duckdb")
    assert verify_pack(annual, keys=office, recompute=by_duckdb).recomputed


def test_the_plan_comes_back_as_it_was(annual, plan):
    assert canonical_json(plan_files(read_plan(annual))) == canonical_json(plan_files(plan))


def test_the_results_hold_points_and_grades_of_real_subjects(annual):
    results = json.loads((annual / "result/results.json").read_text("utf-8"))
    assert {s["code"] for s in results["subjects"]} >= set(CITIES)
    assert any(item["lost"] != "0" for s in results["subjects"] for item in s["items"])


def test_a_point_added_by_the_signer_is_found_by_its_path(annual, tmp_path, office, keyring):
    pack = copied(annual, tmp_path)
    path = pack / "result/results.json"
    rewrite_json(path, lambda found: found["subjects"][0].update(score="100.00"))
    fits = {"results": digests(path.read_bytes())}
    restate(pack, sign=[keyring.signer("office")], change=lambda said: said.update(fits))
    report = verify_pack(pack, keys=office, recompute=by_reference)
    assert codes(report) == {("result/results.json", "recompute_differs")}
    assert [d.path for d in report.differences] == ["results.subjects[440100].score"]


def test_the_head_of_the_log_is_inside(annual):
    log = json.loads((annual / "log.json").read_text())
    assert log == {"number": 9, "hash": "ab" * 32, "count": 9, "manifest": 3}
