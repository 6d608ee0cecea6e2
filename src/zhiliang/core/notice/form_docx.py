"""The same form as DOCX, for officials to edit or to fill in by hand."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor

from zhiliang.core.notice.digest import reproducible
from zhiliang.core.notice.docx import (
    BODY,
    CENTER,
    HEADING_FONTS,
    HEI,
    JUSTIFY,
    LEFT,
    RED,
    RIGHT,
    TITLE,
    add,
    indent_two_characters,
    name_fonts,
    page_number,
    rule_below,
    run,
)
from zhiliang.core.notice.form import Cell, Form, Grid, Row
from zhiliang.core.notice.letter import Block

BLACK = RGBColor(0, 0, 0)
WIDTH_MM = 160
BODY_PT, SMALL_PT, NOTE_PT = 14, 11, 9
EIGHTHS_PER_POINT = 8
ALIGNED = {"left": LEFT, "center": CENTER, "right": RIGHT}


def form_docx(form: Form) -> bytes:
    """A DOCX of `form`; equal forms give equal bytes."""
    document = Document()
    _set_page(document, form)
    _head(document, form)
    for part in form.body:
        if isinstance(part, Grid):
            _grid(document, part)
        else:
            _block(document, part)
    _close(document, form)
    written = BytesIO()
    document.save(written)
    return reproducible(written.getvalue(), dated=form.issued)


def _set_page(document: Any, form: Form) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.left_margin, section.right_margin = Mm(26), Mm(24)
    normal = document.styles["Normal"]
    normal.font.size = Pt(BODY_PT)
    name_fonts(normal, BODY)
    shape = normal.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = Pt(25)
    page_number(section.footer.paragraphs[0], CENTER)
    properties = document.core_properties
    properties.title = form.title.replace("\n", "")
    properties.author = properties.last_modified_by = form.signed_by or form.agency
    properties.comments = form.labels.sample_badge if form.sample else ""
    properties.language = "zh-CN" if form.language == "zh" else "en"
    if form.sample:
        badge = run(
            section.header.paragraphs[0], f"【{form.labels.sample_badge}】", font=HEI, size=10
        )
        badge.font.color.rgb = RED
        section.header.paragraphs[0].alignment = RIGHT


def _head(document: Any, form: Form) -> None:
    red = form.head == "red"
    agency = _title(document, form.agency, size=30 if red else 22)
    agency.runs[0].font.color.rgb = RED if red else BLACK
    if red:
        rule_below(
            add(document, form.number, size=SMALL_PT, align=CENTER), eighths=12, colour=str(RED)
        )
    for line in form.title.splitlines():
        title = _title(document, line, size=22)
    if not red and form.number:
        title = add(document, form.number, size=SMALL_PT, align=RIGHT)
    title.paragraph_format.space_after = Pt(12)
    if form.addressee:
        add(document, form.addressee, align=JUSTIFY)


def _title(document: Any, text: str, *, size: float) -> Any:
    made = add(document, text, font=TITLE, size=size, align=CENTER)
    made.paragraph_format.line_spacing = Pt(size * 1.5)
    return made


def _block(document: Any, block: Block) -> None:
    paragraph = add(document, "", align=JUSTIFY)
    if block.heading:
        run(paragraph, block.heading, font=HEADING_FONTS[block.level])
    if block.text:
        run(paragraph, block.text)
    indent_two_characters(paragraph)


def _grid(document: Any, grid: Grid) -> None:
    if grid.title:
        titled = add(document, grid.title, font=HEI, size=grid.size + 1, align=CENTER)
        titled.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(grid.columns))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    table._tbl.tblPr.insert_element_before(
        parse_xml(_rules(grid)), "w:tblLayout", "w:tblCellMar", "w:tblLook"
    )
    widths = [Mm(WIDTH_MM * share / sum(grid.columns)) for share in grid.columns]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in grid.rows:
        _row(table, row, widths, grid.size)
    add(document, "").paragraph_format.line_spacing = Pt(8)


def _rules(grid: Grid) -> str:
    outer = round(grid.frame * EIGHTHS_PER_POINT)
    style = "dashed" if grid.cut else "single"
    sides = "".join(
        f'<w:{side} w:val="{style}" w:sz="{outer}" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    inner = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in ("insideH", "insideV")
    )
    return f"<w:tblBorders {nsdecls('w')}>{sides}{inner}</w:tblBorders>"


def _row(table: Any, row: Row, widths: list[Any], size: float) -> None:
    made = table.add_row()
    if row.height:
        made.height, made.height_rule = Mm(row.height), WD_ROW_HEIGHT_RULE.AT_LEAST
    if row.head:
        made._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    boxes = made.cells
    for box, width in zip(boxes, widths, strict=True):
        box.width = width
    start = 0
    for cell in row.cells:
        last = start + cell.span - 1
        box = boxes[start].merge(boxes[last]) if cell.span > 1 else boxes[start]
        _fill(box, cell, size)
        start = last + 1


def _fill(box: Any, cell: Cell, size: float) -> None:
    box.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = box.paragraphs[0]
    paragraph.alignment = CENTER if cell.label else ALIGNED[cell.align]
    used = cell.size or size
    paragraph.paragraph_format.line_spacing = Pt(used * 1.4)
    for position, line in enumerate(cell.text.splitlines()):
        if position:
            paragraph.add_run().add_break()
        run(paragraph, line, font=HEI if cell.label else BODY, size=used)


def _close(document: Any, form: Form) -> None:
    if form.signed_by:
        for position, text in enumerate((form.signed_by, form.issued_text)):
            signed = add(document, text, align=RIGHT)
            signed.paragraph_format.right_indent = Pt(BODY_PT * 3)
            signed.paragraph_format.space_before = Pt(0 if position else 18)
            signed.paragraph_format.keep_with_next = not position
    for note in form.notes:
        printed = add(document, note, size=NOTE_PT)
        printed.paragraph_format.line_spacing = Pt(NOTE_PT * 1.5)
