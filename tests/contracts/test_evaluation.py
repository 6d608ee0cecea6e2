"""§6: every year of the plan, both engines, and the documents of a published year."""

import csv
import io
import json

import pytest

YEARS = range(2011, 2016)
JUDGEMENTS = {
    *("met", "on_track", "behind", "missed"),
    *("discontinued", "not_collected", "distance"),
}


@pytest.fixture(scope="module")
def evaluated(office):
    told = office.each([("evaluate", "--year", year, "--json") for year in YEARS])
    return {year: answer.json for year, answer in zip(YEARS, told, strict=True)}


@pytest.fixture(scope="module")
def results(evaluated):
    return evaluated[2015]


@pytest.fixture(scope="module")
def published(office, results, made_once):
    def publish(folder):
        answer = office("publish", "--year", 2015, "--out", folder, "--json")
        assert answer.code == 0, answer.err
        (folder / "told.json").write_text(answer.out)

    folder = made_once("published", publish)
    return folder, json.loads((folder / "told.json").read_text())["documents"]


@pytest.mark.parametrize("year", YEARS)
def test_every_year_of_the_plan_is_evaluated(evaluated, year):
    told = evaluated[year]
    kinds = {one["kind"] for one in told["subjects"]}
    assert kinds == {"city", "district", "department"}
    assert sum(one["kind"] == "city" for one in told["subjects"]) == 21
    assert len(told["targets"]) == 25


def test_the_reference_engine_gives_the_same_year(office, results):
    assert office.json("evaluate", "--year", 2015, "--engine", "reference") == results


def test_grades_follow_the_bands_of_the_scheme(results):
    bands = [(float(one["from"]), one["grade"]) for one in results["scheme"]["bands"]]
    assert bands == [(90, "A"), (80, "B"), (60, "C"), (0, "D")]
    for one in results["subjects"]:
        if not one["vetoes"]:
            assert one["grade"] == next(g for least, g in bands if float(one["score"]) >= least)


def test_a_veto_takes_the_grade_and_shows_the_score(results):
    (vetoed,) = [one for one in results["subjects"] if one["vetoes"]]
    assert float(vetoed["score"]) > 60
    assert vetoed["grade"] == "D"


def test_points_earned_and_lost_make_the_points_of_an_item(results):
    items = [item for one in results["subjects"] for item in one["items"] if item["counted"]]
    assert items
    kept = [item for item in items if item["rule"] not in ("bonus", "veto", "deduct")]
    for item in kept:
        total = float(item["earned"]) + float(item["lost"])
        assert total == pytest.approx(float(item["points"]))


def test_every_lost_point_names_its_reason_and_what_regains_it(results):
    lost = [i for one in results["subjects"] for i in one["items"] if float(i["lost"]) > 0]
    assert lost
    assert all(i["reason_zh"] and i["reason_en"] and i["regain_zh"] for i in lost)


def test_a_scheme_with_unpublished_points_is_marked_as_an_example(results):
    assert results["scheme"]["example"] is True
    assert results["scheme"]["rounding"]


def test_every_target_has_a_path_and_a_judgement_with_its_reason(results):
    for one in results["targets"]:
        assert one["judgement"] in JUDGEMENTS
        assert [step["year"] for step in one["path"]] == list(range(2010, 2016))
        assert one["reason_zh"]
        assert one["reason_en"]


def test_about_so_many_is_never_judged_met(results):
    about = {one["judgement"] for one in results["targets"] if one["op"] == "approx"}
    assert about == {"distance"}


def test_what_was_discontinued_is_not_judged(results):
    told = {one["key"]: one["judgement"] for one in results["targets"]}
    assert told["industrial_wastewater_compliance"] == "discontinued"
    assert told["china_brand_rank"] == "discontinued"


def test_the_real_figures_of_2015_are_judged(results):
    told = {one["key"]: (one["value"], one["judgement"]) for one in results["targets"]}
    assert told["air_grade2_days"][0] == "91.1"
    assert told["air_grade2_days"][1] in ("behind", "missed")
    assert told["sewage_treatment_rate"] == ("85.5", "met")


def test_a_year_without_a_scheme_is_wrong_usage(reader):
    answer = reader("evaluate", "--year", 1999, "--json")
    assert answer.code == 2
    assert "2011" in answer.json["error"]["message"]


def test_a_published_year_is_a_set_of_documents(published):
    out, documents = published
    kinds = {one["kind"] for one in documents}
    assert kinds == {"circular", "white_paper", "situation_report", "handover", "point_sheet"}
    assert all((out / one["path"]).stat().st_size for one in documents)


def test_documents_are_what_their_names_say(published):
    out, documents = published
    starts = {".pdf": b"%PDF-", ".docx": b"PK", ".xlsx": b"PK", ".csv": b"\xef\xbb\xbf"}
    for one in documents:
        path = out / one["path"]
        assert path.read_bytes().startswith(starts[path.suffix]), path.name


def test_the_hand_over_has_a_row_for_every_subject(published, results):
    out, _documents = published
    rows = list(csv.reader(io.StringIO((out / "handover.csv").read_text("utf-8-sig"))))
    assert {one["code"] for one in results["subjects"]} <= {cell for row in rows for cell in row}


def test_the_index_lists_every_document(published):
    out, documents = published
    listed = json.loads((out / "index.json").read_text("utf-8"))["documents"]
    assert [one["sha256"] for one in listed] == [one["sha256"] for one in documents]


def test_a_year_that_was_not_evaluated_is_not_published(office, tmp_path):
    assert office("publish", "--year", 1999, "--out", tmp_path).code in (1, 2)


def test_documents_are_not_written_over_a_file(office, results, tmp_path):
    (tmp_path / "file").write_text("")
    answer = office("publish", "--year", 2015, "--out", tmp_path / "file")
    assert (answer.code, answer.crashed) == (1, False)
