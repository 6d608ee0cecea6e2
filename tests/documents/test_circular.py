"""The circular: grades and nothing but grades, praise and criticism where the results say so."""

import copy
import re
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from zhiliang.evaluation.documents import Signer, circular_docx, circular_pdf

pytestmark = pytest.mark.once
NUMBER = "粤府函〔2016〕48号"


def text_of(content: bytes) -> str:
    """All text of a PDF without breaks, so that names are found across lines."""
    pages = PdfReader(BytesIO(content)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


@pytest.fixture(scope="module")
def real(results):
    """The same province on figures that are no sample."""
    changed = copy.deepcopy(dict(results))
    for thing in (*changed["targets"], *changed["directions"], *_items(changed)):
        thing["source"] = "returns" if thing.get("source") else None
    for subject in changed["subjects"]:
        subject["sample"] = False
    return changed


def _items(results):
    return [item for subject in results["subjects"] for item in subject["items"]]


@pytest.fixture(scope="module")
def printed(real, issued):
    return text_of(circular_pdf(real, issued=issued, number=NUMBER))


def test_every_city_and_department_is_named(printed, real):
    for subject in real["subjects"]:
        name = subject["name_zh"]
        assert (name.removesuffix("市") if subject["kind"] == "city" else name) in printed


def test_no_score_appears(printed, real):
    for subject in real["subjects"]:
        assert subject["score"] not in printed
    assert not re.search(r"\d+\.\d", printed)


def test_cities_graded_a_are_praised(printed, real):
    praised = printed.partition("通报表扬")[2].partition("通报批评")[0]
    best = [s["name_zh"] for s in real["subjects"] if s["kind"] == "city" and s["grade"] == "A"]
    assert best
    assert all(name in praised for name in best)


def test_a_vetoed_city_is_criticised_with_its_ground(printed):
    criticised = printed.partition("通报批评")[2]
    assert "揭阳市因" in criticised
    assert "系统性质量安全事件" in criticised


def test_departments_are_never_criticised(real, issued):
    worst = copy.deepcopy(real)
    for subject in worst["subjects"]:
        subject |= {"vetoes": [], "grade": "D" if subject["kind"] == "department" else "B"}
    printed = text_of(circular_pdf(worst, issued=issued, number=NUMBER))
    assert "通报批评" not in printed


def test_without_a_d_or_a_veto_nobody_is_criticised(real, issued):
    fine = copy.deepcopy(real)
    for subject in fine["subjects"]:
        subject |= {"vetoes": [], "grade": "B"}
    printed = text_of(circular_pdf(fine, issued=issued, number=NUMBER))
    assert "通报批评" not in printed
    assert "通报表扬" not in printed


def test_details_go_to_each_city_separately(printed):
    assert "另文印发" in printed


def test_real_results_carry_the_number(printed):
    assert NUMBER in printed
    assert "示例" not in printed


def test_sample_results_carry_no_number_and_the_badge_on_every_page(results, issued):
    content = circular_pdf(results, issued=issued, number=NUMBER)
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    assert NUMBER not in text_of(content)
    assert all("示例数据" in page for page in pages)


def test_the_docx_says_what_the_pdf_says(real, issued, printed):
    document = Document(BytesIO(circular_docx(real, issued=issued, number=NUMBER)))
    body = [re.sub(r"\s", "", paragraph.text) for paragraph in document.paragraphs]
    assert all(text in printed for text in body if text and "关于" not in text)


def test_the_signer_can_be_another(real, issued):
    signer = Signer(agency="某市人民政府", printed_by="某市人民政府办公室")
    printed = text_of(circular_pdf(real, issued=issued, number=NUMBER, signer=signer))
    assert "某市人民政府关于2015年" in printed


def test_the_same_results_give_the_same_bytes(results, issued):
    one, other = (circular_pdf(results, issued=issued, number="") for _ in range(2))
    assert one == other
