"""The worksheet an officer downloads, fills in and hands back: one row for each figure asked."""

import io
from collections.abc import Iterable, Mapping, Sequence

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zhiliang.core.feed import neutral, write_csv
from zhiliang.core.language import name_of
from zhiliang.indicators.definition import Definition

# our column, its heading, its width; the two without a column of ours are for the eye
SHEET = (
    ("indicator", "指标", 44),
    ("", "名称", 36),
    ("", "单位", 8),
    ("place", "地区", 10),
    ("period", "期间", 11),
    ("value", "数值", 12),
    ("numerator", "分子", 12),
    ("denominator", "分母", 12),
    ("status", "状态", 10),
    ("source", "来源", 24),
    ("note", "备注", 36),
)
CSV_COLUMNS = tuple(name for name, _heading, _width in SHEET if name)
STATUS_WORDS = ("正常", "口径改变", "取消", "未统计", "不公开")
SPARE_ROWS = 200

Line = Mapping[str, str]


def worksheet_csv(lines: Iterable[Line]) -> bytes:
    """The lines as CSV under our own column names."""
    return write_csv(CSV_COLUMNS, ([line.get(name, "") for name in CSV_COLUMNS] for line in lines))


def worksheet_xlsx(
    lines: Sequence[Line], definitions: Mapping[str, Definition], *, places: Mapping[str, str]
) -> bytes:
    """A workbook: the lines, then what the columns mean and what may stand in them.

    `definitions` are the indicators that may be chosen, `places` {code: name} likewise.
    """
    book = openpyxl.Workbook()
    sheet, notes = book.active, book.create_sheet(_("说明"))
    sheet.title = _("填报表")
    _fill(sheet, lines, definitions)
    lists = _explain(notes, definitions, places)
    _offer(sheet, lists, last=len(lines) + 1 + SPARE_ROWS)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, lines: Sequence[Line], definitions: Mapping[str, Definition]) -> None:
    sheet.append([heading for _name, heading, _width in SHEET])
    for line in lines:
        sheet.append([_cell(line, name, heading, definitions) for name, heading, _w in SHEET])
    for number, (_name, _heading, width) in enumerate(SHEET, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"


def _cell(line: Line, name: str, heading: str, definitions: Mapping[str, Definition]) -> str:
    definition = definitions.get(line["indicator"])
    if name:
        return str(neutral(line.get(name, "")))
    if definition is None:
        return ""
    return name_of(definition) if heading == "名称" else definition.unit


def _explain(
    notes: Worksheet, definitions: Mapping[str, Definition], places: Mapping[str, str]
) -> dict[str, str]:
    """Write the second sheet; column → where on it the words to choose from stand."""
    for row in _explanations():
        notes.append(row)
    notes.append([])
    notes.append([_("可填的指标"), _("名称"), _("单位"), _("条款"), _("口径说明")])
    lists = {"indicator": _listed(notes, len(definitions))}
    for definition in definitions.values():
        words = name_of(definition), definition.unit, definition.clause, name_of(definition, "note")
        notes.append([definition.key, *words])
    notes.append([])
    notes.append([_("可填的地区"), _("名称")])
    lists["place"] = _listed(notes, len(places))
    for code, name in places.items():
        notes.append([code, name])
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 44, 60
    return lists


def _listed(notes: Worksheet, count: int) -> str:
    first = notes.max_row + 1
    return f"'{notes.title}'!$A${first}:$A${first + max(count, 1) - 1}"


def _offer(sheet: Worksheet, lists: Mapping[str, str], *, last: int) -> None:
    """Offer what may be chosen in a cell; other spellings are still checked on import."""
    words = {**lists, "status": '"{}"'.format(",".join(STATUS_WORDS))}
    for number, (name, _heading, _width) in enumerate(SHEET, start=1):
        if name in words:
            offered = DataValidation(type="list", formula1=words[name], allow_blank=True)
            offered.showErrorMessage = name == "status"
            letter = get_column_letter(number)
            offered.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(offered)


def _explanations() -> list[list[str]]:
    return [
        [_("列"), _("怎样填")],
        ["指标", _("指标代码，也可填中文名称；见下面“可填的指标”。")],
        ["地区", _("GB/T 2260 行政区划代码，也可填名称，如 广州市。")],
        [
            "期间",
            _("年 2015、半年 2015H1、季 2015Q3、月 2015-08、考核年度 2015-2016；期满后才能填。"),
        ],
        ["数值", _("只填数字，不带单位，小数至多六位。有分子、分母的可以不填，由平台计算。")],
        ["分子", _("整数。比例的分子不能大于分母。")],
        ["分母", _("整数，大于零。")],
        ["状态", _("留空为正常。没有数的须说明：未统计、取消、不公开；口径变了的填口径改变。")],
        ["来源", _("留空为填报；也可填数出自哪份文件。")],
        ["备注", _("需要说明的事项，至多 500 字。")],
    ]
