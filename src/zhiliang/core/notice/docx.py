"""The same letter as DOCX, for officials to edit: GB/T 9704-2012 page, grid and fonts.

Fonts are named, not embedded: an office machine has 方正小标宋 and 仿宋_GB2312, others substitute.
"""

import re
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from zhiliang.core.notice.digest import reproducible
from zhiliang.core.notice.gbt9704 import PAGE
from zhiliang.core.notice.letter import Letter

LATIN = "Times New Roman"
TITLE, BODY, KAI, HEI, SONG = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")
HEADING_FONTS = (BODY, HEI, KAI, BODY, BODY)
RED = RGBColor.from_string(PAGE.red.lstrip("#").upper())
TWIPS_PER_POINT = 20
GRID_UNITS_PER_POINT = 4096
# what people paste into a form and no XML holds
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CENTER, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY


def letter_docx(letter: Letter) -> bytes:
    """A DOCX of `letter`; equal letters give equal bytes."""
    document = Document()
    _set_page(document)
    _set_normal_style(document)
    _head(document, letter)
    _body(document, letter)
    _close(document, letter)
    _set_page_numbers(document, letter)
    _set_properties(document, letter)
    written = BytesIO()
    document.save(written)
    return reproducible(written.getvalue(), dated=letter.issued)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE.width_mm), Mm(PAGE.height_mm)
    section.top_margin, section.bottom_margin = Mm(PAGE.top_mm), Mm(PAGE.bottom_mm)
    section.left_margin, section.right_margin = Mm(PAGE.binding_mm), Mm(PAGE.outer_mm)
    section.footer_distance = Mm(PAGE.bottom_mm - PAGE.page_number_below_text_mm - 5)
    section.header_distance = Mm(18)
    document.settings.odd_and_even_pages_header_footer = True
    zoom = document.settings.element.find(qn("w:zoom"))
    zoom.addnext(parse_xml(f"<w:mirrorMargins {nsdecls('w')}/>"))
    pitch = round(PAGE.line_pitch_pt * TWIPS_PER_POINT)
    spacing = round((PAGE.character_pitch_pt - PAGE.body_pt) * GRID_UNITS_PER_POINT)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    section._sectPr.append(
        parse_xml(
            f'<w:docGrid {nsdecls("w")} w:type="linesAndChars" '
            f'w:linePitch="{pitch}" w:charSpace="{spacing}"/>'
        )
    )


def _set_normal_style(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(PAGE.body_pt)
    name_fonts(normal, BODY)
    shape = normal.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PAGE.line_pitch_pt)
    shape.widow_control = False


def name_fonts(styled: Any, east_asian: str) -> None:
    styled.font.name = LATIN
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), east_asian)
    fonts.set(qn("w:hAnsi"), LATIN)


def add(document: Any, text: str, *, font: str = BODY, size: float = 0, align: Any = None) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    if text:
        run(paragraph, text, font=font, size=size)
    return paragraph


def run(paragraph: Paragraph, text: str, *, font: str = BODY, size: float = 0) -> Any:
    run = paragraph.add_run(_NO_XML.sub("", text))
    name_fonts(run, font)
    if size:
        run.font.size = Pt(size)
    return run


def _head(document: Any, letter: Letter) -> None:
    mark_pt = min(PAGE.mark_max_pt, PAGE.text_width_mm * 2.72 / max(1, len(letter.mark)))
    mark = add(document, letter.mark, font=TITLE, size=mark_pt, align=CENTER)
    mark.runs[0].font.color.rgb = RED
    mark.paragraph_format.line_spacing = Pt(mark_pt * 1.2)
    mark.paragraph_format.space_before = Mm(PAGE.mark_from_text_top_mm)
    number = add(document, letter.number, align=CENTER)
    number.paragraph_format.space_before = Pt(PAGE.line_pitch_pt)
    rule_below(number, eighths=12, colour=PAGE.red.lstrip("#").upper())
    for line in letter.title.splitlines():
        title = add(document, line, font=TITLE, size=PAGE.title_pt, align=CENTER)
        title.paragraph_format.line_spacing = Pt(34)
    first = document.paragraphs[-len(letter.title.splitlines())]
    first.paragraph_format.space_before = Pt(PAGE.line_pitch_pt * 2)
    title.paragraph_format.space_after = Pt(PAGE.line_pitch_pt)


def rule_below(paragraph: Any, *, eighths: int, colour: str) -> None:
    # The standard's 4 mm between number and rule, in points as WordprocessingML wants it.
    space = round(PAGE.rule_below_number_mm / 25.4 * 72)
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="{eighths}" '
        f'w:space="{space}" w:color="{colour}"/></w:pBdr>'
    )
    # The schema fixes the order of a paragraph's properties, and Word minds it.
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc")


def _body(document: Any, letter: Letter) -> None:
    if letter.addressees:
        add(document, letter.addressees, align=JUSTIFY)
    for block in letter.body:
        paragraph = add(document, "", align=JUSTIFY)
        if block.heading:
            run(paragraph, block.heading, font=HEADING_FONTS[block.level])
        if block.text:
            run(paragraph, block.text)
        indent_two_characters(paragraph)


def indent_two_characters(paragraph: Any) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(round(2 * PAGE.body_pt * TWIPS_PER_POINT)))


def _close(document: Any, letter: Letter) -> None:
    signature = add(document, letter.signed_by, align=RIGHT)
    signature.paragraph_format.space_before = Pt(PAGE.line_pitch_pt)
    signature.paragraph_format.right_indent = Pt(PAGE.body_pt * 3)
    signature.paragraph_format.keep_with_next = True
    dated = add(document, letter.issued_text, align=RIGHT)
    dated.paragraph_format.right_indent = Pt(PAGE.body_pt * 4)
    dated.paragraph_format.space_after = Pt(PAGE.line_pitch_pt)
    _imprint(document, letter)


def _imprint(document: Any, letter: Letter) -> None:
    """7.4: 版记 between rules; a table keeps it together on the last page."""
    rows = [(f"{letter.labels.copies}{letter.copies_to}", "")] if letter.copies_to else []
    rows.append((letter.printed_by, f"{letter.issued_text}{letter.labels.printed}"))
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for row in rows:
        cells = table.add_row().cells
        cells = (cells[0].merge(cells[1]),) if not row[1] else cells
        for cell, text, align in zip(cells, row, (LEFT, RIGHT), strict=False):
            cell.paragraphs[0].alignment = align
            run(cell.paragraphs[0], text, size=PAGE.small_pt)
    rules = parse_xml(_IMPRINT_RULES)
    table._tbl.tblPr.insert_element_before(rules, "w:tblLayout", "w:tblCellMar", "w:tblLook")


_IMPRINT_RULES = (
    f'<w:tblBorders {nsdecls("w")}><w:top w:val="single" w:sz="8" w:color="000000"/>'
    '<w:bottom w:val="single" w:sz="8" w:color="000000"/>'
    '<w:insideH w:val="single" w:sz="6" w:color="000000"/></w:tblBorders>'
)


def _set_page_numbers(document: Any, letter: Letter) -> None:
    section = document.sections[0]
    odd = (section.footer, section.header, RIGHT)
    even = (section.even_page_footer, section.even_page_header, LEFT)
    for footer, header, align in (odd, even):
        page_number(footer.paragraphs[0], align)
        if letter.sample:
            badge = run(
                header.paragraphs[0], f"【{letter.labels.sample_badge}】", font=HEI, size=12
            )
            badge.font.color.rgb = RED
            header.paragraphs[0].alignment = RIGHT


def page_number(paragraph: Any, align: Any) -> None:
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Pt(PAGE.small_pt)
    run(paragraph, "— ", font=SONG, size=PAGE.small_pt)
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>')
    shown = run(paragraph, "1", font=SONG, size=PAGE.small_pt)
    paragraph._p.remove(shown._r)
    field.append(shown._r)
    paragraph._p.append(field)
    run(paragraph, " —", font=SONG, size=PAGE.small_pt)


def _set_properties(document: Any, letter: Letter) -> None:
    properties = document.core_properties
    properties.title, properties.author = letter.title.replace("\n", ""), letter.signed_by
    properties.last_modified_by = letter.signed_by
    properties.comments = letter.labels.sample_badge if letter.sample else ""
    properties.language = "zh-CN" if letter.language == "zh" else "en"
