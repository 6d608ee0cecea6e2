"""一分一证: one A4 for each lost point, with what a mayor needs to check it."""

import copy
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from zhiliang.evaluation.documents import point_sheet_pdf, point_sheets_pdf
from zhiliang.evaluation.documents.picking import by_code, lost_items

pytestmark = pytest.mark.once
CITY = "440100"


def pages_of(content: bytes) -> list[str]:
    pages = PdfReader(BytesIO(content)).pages
    return [re.sub(r"\s", "", page.extract_text()) for page in pages]


@pytest.fixture(scope="module")
def lost(results):
    return lost_items(by_code(results, CITY))


@pytest.fixture(scope="module")
def sheets(results, issued):
    return pages_of(point_sheets_pdf(results, CITY, issued=issued))


def test_there_is_one_page_for_each_lost_item(sheets, lost):
    assert len(sheets) == len(lost) > 5
    for page, item in zip(sheets, lost, strict=True):
        assert item["name_zh"] in page


def test_the_most_expensive_item_comes_first(lost):
    points = [float(item["lost"]) for item in lost]
    assert points == sorted(points, reverse=True)


def test_points_figure_reason_and_way_back_are_printed(sheets, lost):
    for page, item in zip(sheets, lost, strict=True):
        wanted = [item["lost"], item["earned"], item["reason_zh"], item["regain_zh"]]
        wanted += [str(item[k]) for k in ("numerator", "denominator") if item[k] is not None]
        assert all(re.sub(r"\s", "", text) in page for text in wanted)


def test_the_commands_to_recompute_are_exact(sheets, lost):
    for page, item in zip(sheets, lost, strict=True):
        assert f"zhiliangexplain{item['indicator']}--place{CITY}--period2015" in page
        assert "zhiliangverifyPACK--recompute" in page


def test_the_page_on_which_to_object_is_named(sheets, lost):
    for page, item in zip(sheets, lost, strict=True):
        assert f"/evaluations/2015/{CITY}/{item['key']}/" in page


def test_the_source_records_are_listed(sheets, lost):
    for page, item in zip(sheets, lost, strict=True):
        assert all(f"{r['reference']}第{r['line']}行" in page for r in item["records"])


def test_a_single_sheet_can_be_asked_for(results, issued, lost):
    page = pages_of(point_sheet_pdf(results, CITY, lost[0]["key"], issued=issued))
    assert len(page) == 1
    assert lost[0]["name_zh"] in page[0]


def test_an_unknown_item_is_named_in_the_error(results, issued):
    with pytest.raises(KeyError, match="no-such-item"):
        point_sheet_pdf(results, CITY, "no-such-item", issued=issued)


def test_a_sheet_with_very_long_texts_is_still_one_page(results, issued, lost):
    long = copy.deepcopy(dict(results))
    item = next(i for i in by_code(long, CITY)["items"] if i["key"] == lost[0]["key"])
    item |= {"reason_zh": "很长的理由。" * 400, "name_zh": "很长的项目名称" * 9}
    assert len(pages_of(point_sheet_pdf(long, CITY, item["key"], issued=issued))) == 1


def test_a_subject_that_lost_nothing_gets_a_page_that_says_so(results, issued):
    full = copy.deepcopy(dict(results))
    for item in by_code(full, CITY)["items"]:
        item["lost"] = "0"
    assert "没有失分项" in pages_of(point_sheets_pdf(full, CITY, issued=issued))[0]


def test_the_sheets_exist_in_english(results, issued, lost):
    page = pages_of(point_sheet_pdf(results, CITY, lost[0]["key"], issued=issued, language="en"))[0]
    assert "Howtorecompute" in page
    assert "Sampledata" in page
