"""White paper and situation report: a page for each city, grades and figures, both languages."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from zhiliang.evaluation.documents import situation_report_pdf, white_paper_pdf
from zhiliang.evaluation.results import public_results

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def paper(results, history, issued):
    content = white_paper_pdf(results, history, issued=issued)
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def joined(pages: list[str]) -> str:
    return re.sub(r"\s", "", "".join(pages))


def test_each_city_has_exactly_one_page(paper, results):
    cities = [s["name_zh"] for s in results["subjects"] if s["kind"] == "city"]
    heads = [match[1] for page in paper if (match := re.search(r"10\.\d+\s*(\S+市)\s", page[:300]))]
    assert sorted(heads) == sorted(cities)


def test_every_target_is_there_with_its_judgement(paper, results):
    text = joined(paper)
    for target in results["targets"]:
        assert target["name_zh"].replace(" ", "") in text
    for word in ("达到", "滞后", "已停止统计", "尚未采集", "只列差距"):
        assert word in text


def test_no_score_of_a_subject_appears(paper, results):
    figures = set(re.findall(r"(?<![\d.])\d+\.\d\d(?![\d.])", "\n".join(paper)))
    assert not figures & {subject["score"] for subject in results["subjects"]}


def test_no_citys_reason_with_its_points_appears(paper, results):
    text = joined(paper)
    reasons = {
        i["reason_zh"] for s in results["subjects"] for i in s["items"] if "得" in i["reason_zh"]
    }
    assert not [reason for reason in reasons if reason in text]


def test_what_is_not_public_is_not_read(results, history, issued, paper):
    public = {year: public_results(one) for year, one in history.items()}
    content = white_paper_pdf(public_results(results), public, issued=issued)
    assert [page.extract_text() for page in PdfReader(BytesIO(content)).pages] == paper


def test_no_mark_says_who_earned_an_item_in_full(paper):
    text = joined(paper)
    assert "●" not in text
    assert "得满" not in text


def test_a_city_page_has_every_figure_of_the_city(paper, results):
    city = next(s for s in results["subjects"] if s["code"] == "440200")
    page = next(re.sub(r"\s", "", p) for p in paper if re.search(r"10\.2\s*韶关市", p[:300]))
    for item in city["items"]:
        assert item["name_zh"] in page
        assert item["numerator"] is None or f"{item['numerator']}/{item['denominator']}" in page


def test_the_problems_are_the_provinces_figures_below_what_is_required(paper, results):
    chapter = joined(paper).rpartition("未达到要求值的指标")[2].partition("附录A")[0]
    for target in results["targets"]:
        short = target["judgement"] in ("behind", "missed", "not_collected")
        assert (target["name_zh"].replace(" ", "") in chapter) is short
    assert not [s for s in results["subjects"] if s["name_zh"] in chapter]


def test_every_page_wears_the_badge(paper):
    assert all("示例数据" in page for page in paper)


def test_the_digest_of_the_results_is_on_the_cover(paper):
    assert re.search(r"[0-9a-f]{64}", paper[0])


def test_sources_and_methods_are_named(paper):
    text = joined(paper)
    assert text.count("数据来源：") > 30
    assert text.count("方法说明：") > 30


def test_no_word_lacks_a_glyph(paper):
    assert "\ufffd" not in joined(paper)
    assert "\x00" not in joined(paper)


def test_the_english_paper_has_its_words_in_english(results, issued):
    content = white_paper_pdf({**results, "subjects": _few(results)}, issued=issued, language="en")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    assert "Progress towards the targets" in text
    assert "Guangzhou" in text
    assert "目标进展" not in text


def _few(results):
    """Two cities with a few items: the same pages sooner."""
    some = [s for s in results["subjects"] if s["code"] in ("440100", "440300")]
    return [{**subject, "items": subject["items"][:8]} for subject in some]


def test_without_history_no_grades_of_other_years_are_shown(results, issued):
    content = white_paper_pdf({**results, "subjects": _few(results)}, issued=issued)
    text = joined([page.extract_text() for page in PdfReader(BytesIO(content)).pages])
    assert "历年等级" not in text.replace("历年等级、", "")


def test_the_situation_report_names_the_cities_whose_grade_changed(results, history, issued):
    content = situation_report_pdf(results, history, issued=issued)
    text = joined([page.extract_text() for page in PdfReader(BytesIO(content)).pages])
    before = {s["code"]: s["grade"] for s in history[2014]["subjects"]}
    moved = [
        s for s in results["subjects"] if s["kind"] == "city" and before[s["code"]] != s["grade"]
    ]
    assert moved
    for city in moved:
        row = f"{city['name_zh'][:-1]}{before[city['code']]}{city['grade']}"
        assert row in text


def test_cities_that_share_the_last_place_named_are_counted(results, issued):
    content = situation_report_pdf(results, issued=issued)
    text = joined([page.extract_text() for page in PdfReader(BytesIO(content)).pages])
    cities = [s for s in results["subjects"] if s["kind"] == "city"]
    values = [i["value"] for s in cities for i in s["items"] if i["key"] == "quality_accidents"]
    assert values.count("0") > 3
    assert f"{values.count('0')}市同为0起" in text


def test_a_grade_on_sample_data_is_no_past_of_a_real_one(results, history, issued):
    real = {**results, "subjects": [{**s, "sample": False} for s in results["subjects"]]}
    content = situation_report_pdf(real, history, issued=issued)
    text = joined([page.extract_text() for page in PdfReader(BytesIO(content)).pages])
    assert "没有等级变化的市" in text


def test_the_same_results_give_the_same_bytes(results, history, issued):
    few = {**results, "subjects": _few(results)}
    one, other = (white_paper_pdf(few, history, issued=issued) for _ in range(2))
    assert one == other
