"""Official documents: the page of GB/T 9704-2012 in PDF, read back with another library."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from zhiliang.core.notice.gbt9704 import MM_PER_POINT, PAGE
from zhiliang.core.notice.letter import Block, Letter, letter_pdf

pytestmark = pytest.mark.once

LETTER = Letter(
    mark="广东省人民政府文件",
    number="粤府〔2016〕48号",
    title="关于某事的通报",
    addressees="各地级以上市人民政府：",
    body=(Block(1, "一、标题"), Block(2, "（一）小标题。"), Block(0, "", "质" * 28 * 50)),
    signed_by="广东省人民政府",
    issued=date(2016, 7, 5),
    issued_text="2016年7月5日",
    copies_to="省委组织部。",
    printed_by="广东省人民政府办公厅",
)


@pytest.fixture(scope="module")
def made() -> PdfReader:
    return PdfReader(BytesIO(letter_pdf(LETTER)))


def placed(page, wanted: str) -> list[tuple[float, float]]:
    """Where each run of text with `wanted` in it starts, in points from the lower left."""
    found = []

    def visit(text, matrix, place, _font, _size) -> None:
        if wanted in text:
            found.append((place[4] * matrix[0] + matrix[4], place[5] * matrix[3] + matrix[5]))

    page.extract_text(visitor_text=visit)
    return found


def test_the_page_is_a4(made):
    box = made.pages[0].mediabox
    size = (float(box.width) * MM_PER_POINT, float(box.height) * MM_PER_POINT)
    assert size == pytest.approx((210, 297), abs=0.1)


def test_a_full_page_has_22_lines_of_28_characters(made):
    lines = Counter(len(line) for line in made.pages[1].extract_text().splitlines() if "质" in line)
    assert lines == {28: PAGE.lines}


def test_the_measures_leave_the_text_area_of_the_standard():
    assert (PAGE.outer_mm, PAGE.bottom_mm) == (26, 35)
    assert PAGE.line_pitch_pt * PAGE.lines * MM_PER_POINT == pytest.approx(225, abs=1)


def test_odd_pages_are_numbered_right_and_even_pages_left(made):
    odd, even = (placed(made.pages[at], "—")[0][0] for at in (0, 1))
    middle = float(made.pages[0].mediabox.width) / 2
    assert odd > middle > even


def test_the_binding_margin_changes_sides(made):
    first, second = (min(x for x, _ in placed(made.pages[at], "质质质")) for at in (0, 1))
    assert first * MM_PER_POINT == pytest.approx(28, abs=1)
    assert second * MM_PER_POINT == pytest.approx(26, abs=1)


def test_every_element_is_printed(made):
    text = "".join(page.extract_text() for page in made.pages)
    for part in (LETTER.mark, LETTER.number, LETTER.title, LETTER.addressees, "抄送：", "印发"):
        assert part in text


def test_equal_letters_give_equal_bytes():
    assert letter_pdf(LETTER) == letter_pdf(replace(LETTER))


def test_the_file_tells_no_date_but_the_letters_own(made):
    assert made.metadata is not None
    assert made.metadata.creation_date in (None, datetime(2016, 7, 5, tzinfo=UTC))


def test_a_sample_letter_says_so_on_every_page():
    made = PdfReader(BytesIO(letter_pdf(replace(LETTER, sample=True))))
    assert all("示例数据" in page.extract_text() for page in made.pages)


def test_markup_in_a_text_prints_as_it_stands():
    hostile = '#panic("x") ] $ \\ #import "/core/notice/fonts.py"'
    made = PdfReader(BytesIO(letter_pdf(replace(LETTER, body=(Block(0, "", hostile),)))))
    assert "#panic(" in made.pages[0].extract_text()


def test_a_long_issuers_name_stays_on_one_line():
    name = "广东省质量强省工作领导小组办公室文件"
    made = PdfReader(BytesIO(letter_pdf(replace(LETTER, mark=name))))
    assert name in made.pages[0].extract_text().splitlines()
