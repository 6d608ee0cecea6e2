"""The DOCX for officials: page, grid, fonts, page numbers, and the same bytes each time."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from zhiliang.core.notice.docx import letter_docx
from zhiliang.core.notice.letter import Block, Letter

pytestmark = pytest.mark.once

LETTER = Letter(
    mark="广东省人民政府文件",
    number="粤府〔2016〕48号",
    title="广东省人民政府\n关于某事的通报",
    addressees="各地级以上市人民政府：",
    body=(Block(1, "一、标题"), Block(0, "", "正文。")),
    signed_by="广东省人民政府",
    issued=date(2016, 7, 5),
    issued_text="2016年7月5日",
    copies_to="省委组织部。",
    printed_by="广东省人民政府办公厅",
)


@pytest.fixture(scope="module")
def made():
    return Document(BytesIO(letter_docx(LETTER)))


def test_page_and_margins_are_those_of_the_standard(made):
    section = made.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(side.mm) for side in sides] == [210, 297, 37, 28]


def test_the_grid_is_22_lines_of_28_characters(made):
    grid = made.sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert int(grid.get(qn("w:linePitch"))) == 579  # 28.95 pt in twentieths


def test_the_body_is_size_3_on_a_fixed_line(made):
    normal = made.styles["Normal"]
    assert normal.font.size.pt == 16
    assert normal.paragraph_format.line_spacing.pt == pytest.approx(28.95, abs=0.05)


def test_levels_have_the_fonts_of_the_standard(made):
    heading = next(p for p in made.paragraphs if p.text == "一、标题")
    fonts = heading.runs[0]._r.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "黑体"


def test_page_numbers_stand_outside_on_odd_and_even_pages(made):
    section = made.sections[0]
    footers = (section.footer, section.even_page_footer)
    assert [f.paragraphs[0].alignment.name for f in footers] == ["RIGHT", "LEFT"]
    assert all('w:instr="PAGE"' in f._element.xml for f in footers)
    assert made.settings.odd_and_even_pages_header_footer


def test_equal_letters_give_equal_bytes():
    assert letter_docx(LETTER) == letter_docx(replace(LETTER))


def test_the_archive_carries_only_the_letters_date():
    with zipfile.ZipFile(BytesIO(letter_docx(LETTER))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Document(BytesIO(letter_docx(LETTER))).core_properties.modified.date() == LETTER.issued


def test_a_sample_letter_wears_its_badge_on_odd_and_even_pages():
    section = Document(BytesIO(letter_docx(replace(LETTER, sample=True)))).sections[0]
    for header in (section.header, section.even_page_header):
        assert "示例" in header.paragraphs[0].text
