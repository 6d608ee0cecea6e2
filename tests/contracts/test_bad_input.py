"""§9: whatever is handed in, an answer with line and field, nothing half-imported, no crash."""

import pytest

from tests.contracts.files import (
    COLUMNS,
    COUNT,
    GOOD,
    RATE,
    bomb,
    figure,
    good_workbook,
    laughs,
    table,
    workbook,
)

HEAD = COLUMNS.split(",")
TAKEN = {
    "UTF-8": GOOD.encode(),
    "UTF-8 with a mark": GOOD.encode("utf-8-sig"),
    "GB18030": GOOD.replace("100,,,", "100,,,质量监督抽查").encode("gb18030"),
    "UTF-16": GOOD.encode("utf-16"),
    "Windows line ends": GOOD.replace("\n", "\r\n").encode(),
    "tabs": GOOD.replace(",", "\t").encode(),
    "XLSX": good_workbook(),
    "XLSX under the name of a CSV": good_workbook(),
    "full-width digits": table(figure("９１．５", period="２０１４"), figure("1", place="440300")),
    "thousands": table(figure('"1,234"', indicator=COUNT), figure("1", place="440300")),
    "names of places": table(figure("91.5", place="广州"), figure("1", place="深圳市")),
    "empty trailing columns": GOOD.replace("\n", ",,\n"),
    "a column of their own": GOOD.replace("note", "colour"),
}
# line, field and a word of the reason
REFUSED = {
    "empty": (b"", 1, "", "空"),
    "blank lines": (b"\n\n\n", 1, "", "空"),
    "only a header": (table(), 1, "", "没有数据行"),
    "a missing column": ("place,period,value\n440100,2014,3\n", 1, "", "indicator"),
    "a doubled column": (GOOD.replace("note", "value"), 1, "", "重复"),
    "unknown encoding": (GOOD.encode() + b"caf\xe9 \xff\n", 1, "", "编码"),
    "binary": (bytes(range(256)) * 40, 1, "", "编码"),
    "a NUL byte": (table(figure("9\0")), 2, "", "NUL"),
    "an open quote": (table(figure("91", note='"open')), 2, "", "引号"),
    "a very long cell": (table(figure("91", note="字" * 200_000)), 2, "", "过长"),
    "too many cells": (GOOD + figure("1", place="440400") + ",more\n", 4, "", "格数"),
    "an unknown place": (table(figure("91", place="999999")), 2, "place", "地区"),
    "an unknown indicator": (table(figure("91", indicator="no.such")), 2, "indicator", "指标"),
    "no period": (table(figure("91", period="")), 2, "period", "期间"),
    "nonsense for a period": (table(figure("91", period="banana")), 2, "period", "不是期间"),
    "a period in the future": (table(figure("91", period="2999")), 2, "period", "将来"),
    "over 100 %": (table(figure("100.1")), 2, "value", "100"),
    "negative": (table(figure("-5")), 2, "value", "0"),
    "over the denominator": (table(figure("", "101", "100")), 2, "numerator", "大于"),
    "zero below": (table(figure("", "0", "0")), 2, "denominator", "零"),
    "parts that do not give it": (table(figure("50", "92", "100")), 2, "value", "92"),
    "half a unit": (table(figure("", "9.5", "10")), 2, "numerator", "整数"),
    "words": (table(figure("ninety")), 2, "value", "数字"),
    "1e999": (table(figure("1e999")), 2, "value", "数字"),
    "NaN": (table(figure("NaN")), 2, "value", "数字"),
    "no value": (table(figure("")), 2, "value", "数值"),
    "a doubled row": (table(figure("91"), figure("91")), 3, "indicator", "重复"),
    "a line after a cell of two": (
        table(figure("91", note='"a\nb"'), figure("1", place="x")),
        *(4, "place", "地区"),
    ),
    "merged cells": (
        workbook([HEAD, [RATE, "440100", "2014", 91.5], [RATE, "440300"]], merged="A2:A3"),
        *(2, "", "合并"),
    ),
    "a formula": (workbook([HEAD, [RATE, "440100", "2014", "=1+1"]]), 2, "", "公式"),
    "an empty workbook": (workbook([]), 1, "", "空"),
    "a broken workbook": (b"PK\x03\x04" + bytes(range(256)) * 40, 1, "", "损坏"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 999, 1, "", ".xls"),
    "a zip bomb": (bomb(), 1, "", "炸弹"),
    "a billion laughs": (laughs(), 1, "", "损坏"),
}


@pytest.fixture(scope="module")
def read(reader):
    """What `import --dry-run` says of each file."""
    contents = TAKEN | {name: content for name, (content, *_told) in REFUSED.items()}
    files = [reader.file(f"{number}.csv", c) for number, c in enumerate(contents.values())]
    commands = [("import", "returns", file, "--dry-run", "--json") for file in files]
    return dict(zip(contents, reader.each(commands), strict=True))


@pytest.mark.parametrize("name", TAKEN)
def test_is_taken(read, name):
    answer = read[name]
    assert (answer.code, answer.json["accepted"], answer.json["rejected"]) == (0, 2, [])
    assert len(answer.json["digest"]) == 64


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused(read, name):
    answer, (_content, line, field, word) = read[name], REFUSED[name]
    assert (answer.code, answer.json["accepted"]) == (1, 0)
    first = answer.json["rejected"][0]
    assert first.keys() == {"line", "field", "value", "reason"}
    assert (first["line"], first["field"]) == (line, field)
    assert word in first["reason"]


def test_a_file_of_200_megabytes_is_refused_unread(reader):
    path = reader.folder / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(200 * 2**20)
    answer = reader("import", "returns", path, "--json")
    path.unlink()
    assert answer.code == 1
    assert "200 MB" in answer.json["rejected"][0]["reason"]


def test_a_file_that_is_not_there_is_told(reader):
    answer = reader("import", "returns", "/no/such/file.csv", "--json")
    assert answer.code == 1
    assert "/no/such/file.csv" in answer.json["rejected"][0]["reason"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_people_are_told_line_field_and_value(reader, lang):
    file = reader.file("over.csv", table(figure("100.1")))
    answer = reader("import", "returns", file, "--lang", lang)
    assert answer.code == 1
    assert all(word in answer.err for word in ("2", "value", "100.1"))


AIR = "gbt2260,city,attain_days_pct,pm25\n440100,广州,100,31\n"
NOT_A_BULLETIN = {
    "over 100 %": (AIR.replace("100,31", "101,31"), "2021-11", "attain_days_pct"),
    "negative": (AIR.replace("31", "-31"), "2021-11", "pm25"),
    "words": (AIR.replace("31", "abc"), "2021-11", "pm25"),
    "an unknown place": (AIR.replace("440100", "990100"), "2021-11", "gbt2260"),
    "another city's name": (AIR.replace("广州", "深圳"), "2021-11", "city"),
    "a missing column": (AIR.replace("attain_days_pct", "x"), "2021-11", ""),
    "a month to come": (AIR, "2999-01", "period"),
}


@pytest.fixture(scope="module")
def read_as_bulletins(reader):
    cases = [(content, period) for content, period, _field in NOT_A_BULLETIN.values()]
    files = [reader.file(f"air{number}.csv", case[0]) for number, case in enumerate(cases)]
    commands = [
        ("import", "air-bulletin", file, "--period", period, "--json")
        for file, (_content, period) in zip(files, cases, strict=True)
    ]
    return dict(zip(NOT_A_BULLETIN, reader.each(commands), strict=True))


@pytest.mark.parametrize("name", NOT_A_BULLETIN)
def test_is_no_bulletin(read_as_bulletins, name):
    answer = read_as_bulletins[name]
    assert (answer.code, answer.json["accepted"]) == (1, 0)
    assert answer.json["rejected"][0]["field"] == NOT_A_BULLETIN[name][-1]


@pytest.mark.parametrize("words", [(), ("--period", "2021"), ("--period", "banana")])
def test_a_bulletin_needs_its_month(reader, words):
    file = reader.file("air.csv", AIR)
    assert reader("import", "air-bulletin", file, *words).code == 2
