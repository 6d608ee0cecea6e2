"""Everything of a year in one folder, listed with digests, the same bytes each time."""

import hashlib
import json

import pytest

from zhiliang.evaluation.documents import handover, handover_csv, handover_xlsx, publish
from zhiliang.evaluation.documents.handover import COLUMNS

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def few(results):
    """Two cities and a department, few items: enough to see that each kind is published."""
    codes = ("440100", "445200", "quality_supervision")
    some = [s for s in results["subjects"] if s["code"] in codes]
    return {**results, "subjects": [{**s, "items": s["items"][:8]} for s in some]}


@pytest.fixture(scope="module")
def published(few, issued, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    steps: list[tuple[int, int, str]] = []
    written = publish(few, {}, folder, issued=issued, progress=lambda *step: steps.append(step))
    return folder, written, steps


def test_every_document_is_written(published):
    folder, written, _ = published
    names = {entry["path"] for entry in written}
    assert {"circular.pdf", "circular.docx", "white-paper.pdf", "handover.xlsx"} <= names
    assert {"situation-report.pdf", "handover.csv", "point-sheets/440100.pdf"} <= names
    assert all((folder / name).stat().st_size for name in names)


def test_on_sample_data_the_circular_is_listed_without_a_number(published):
    numbers = {entry["kind"]: entry["number"] for entry in published[1]}
    assert numbers["circular"] == "示例"
    assert numbers["white_paper"] == ""


def test_the_index_lists_each_file_with_its_digest(published):
    folder, written, _ = published
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    assert index["documents"] == written
    for entry in written:
        content = (folder / entry["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_progress_counts_to_the_end(published):
    _, written, steps = published
    assert [done for done, _, _ in steps] == list(range(len(written) + 1))
    assert steps[-1][0] == steps[-1][1] == len(written)


def test_publishing_again_gives_the_same_bytes(few, issued, published, tmp_path):
    assert publish(few, {}, tmp_path, issued=issued) == published[1]


def test_the_handover_has_a_row_for_each_subject(results):
    rows = handover(results)
    assert len(rows) == len(results["subjects"])
    assert all(tuple(row) == COLUMNS for row in rows)


def test_the_handover_says_who_was_praised_and_who_criticised(results):
    remarks = {row["code"]: row["remark"] for row in handover(results)}
    assert remarks["445200"] == "通报批评"
    best = next(s for s in results["subjects"] if s["kind"] == "city" and s["grade"] == "A")
    assert remarks[best["code"]] == "通报表扬"


def test_no_cell_of_the_handover_is_a_formula(results):
    hostile = {**results["subjects"][0], "name_zh": "=HYPERLINK(1)"}
    text = handover_csv({**results, "subjects": [hostile]}).decode("utf-8-sig")
    assert ",'=HYPERLINK(1)," in text


def test_the_workbook_is_the_same_each_time(results, issued):
    one, other = (handover_xlsx(results, issued=issued) for _ in range(2))
    assert one == other
