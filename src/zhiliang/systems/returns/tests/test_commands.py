"""`zhiliang import` and `zhiliang template`, from the file to the value in the lake."""

import io
import json
import zipfile
from datetime import date

import openpyxl
import pytest

from zhiliang.command import main
from zhiliang.core.feed.source import LARGEST_FILE
from zhiliang.core.models import Event
from zhiliang.systems.returns.models import Figure
from zhiliang.systems.returns.tests.tables import MARKET, NAMES, cells, table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, guangdong):
    settings.VAR = tmp_path


@pytest.fixture
def zhiliang(capsys):
    """Run a command; its exit code and what it printed as JSON."""

    def run(*words):
        code = main([*map(str, words), "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return run


@pytest.fixture
def hand_in(zhiliang, tmp_path):
    """Import bytes as a file."""

    def run(content, *options, name="表.csv"):
        file = tmp_path / name
        file.write_bytes(content)
        return zhiliang("import", "returns", file, *options)

    return run


def workbook(change=lambda sheet: None):
    book = openpyxl.Workbook()
    book.active.append(list(NAMES))
    book.active.append([cells(value="91.5")[name] for name in NAMES])
    change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_an_imported_value_is_answered_at_once(hand_in, zhiliang):
    assert hand_in(table({"value": "91.5"}))[0] == 0
    _code, answer = zhiliang("value", MARKET, "--period", "2015", "--source", "returns")
    assert {value["place"]: value["value"] for value in answer["values"]}["440100"] == 91.5


def test_the_answer_has_the_agreed_shape(hand_in):
    code, answer = hand_in(table({"value": "101"}))
    assert code == 1
    assert answer["accepted"] == 0
    assert set(answer["rejected"][0]) == {"line", "field", "value", "reason"}
    assert len(answer["digest"]) == 64


def test_a_dry_run_says_so_and_writes_nothing(hand_in):
    code, answer = hand_in(table({"value": "91"}), "--dry-run")
    assert (code, answer["accepted"], answer["dry_run"]) == (0, 1, True)
    assert Figure.objects.count() == 0


def test_the_same_file_again_is_no_fault(hand_in):
    hand_in(table({"value": "91"}))
    events = Event.objects.count()
    code, answer = hand_in(table({"value": "91"}))
    assert (code, answer["unchanged"], Event.objects.count()) == (0, True, events)


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_own_headers_are_mapped_by_a_file(hand_in, tmp_path, ending):
    headers = tmp_path / f"列名.{ending}"
    headers.write_text(json.dumps({"完成数": "value"}), encoding="utf-8")
    content = table({"value": "91"}).replace(b"value", "完成数".encode())
    assert hand_in(content, "--map", headers)[1]["accepted"] == 1


def test_a_mapping_that_is_none_is_wrong_usage(hand_in, tmp_path):
    (tmp_path / "x.yaml").write_text("- a", encoding="utf-8")
    assert hand_in(table({"value": "91"}), "--map", tmp_path / "x.yaml")[0] == 2


def test_a_kind_that_nobody_takes_is_wrong_usage(zhiliang):
    assert zhiliang("import", "nonsense", "x.csv")[0] == 2


def test_the_other_feeds_are_taken_by_the_same_command(zhiliang, tmp_path):
    file = tmp_path / "air.csv"
    file.write_text("gbt2260,city,attain_days_pct\n440100,广州,87.1\n", encoding="utf-8")
    code, answer = zhiliang("import", "air-bulletin", file, "--period", "2017-08")
    assert (code, answer["accepted"]) == (0, 1)


def test_gb18030_is_recognised(hand_in):
    content = table({"place": "广州市", "value": "91"}).decode("utf-8-sig").encode("gb18030")
    assert hand_in(content)[1]["accepted"] == 1


def bomb():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (LARGEST_FILE * 7))
    return stream.getvalue()


BAD_FILES = {
    "another encoding": lambda: "地区,数\n".encode("utf-7") + b"\xff\xfe\xfd\x80",
    "empty": lambda: b"",
    "no indicator column": lambda: table({"value": "91"}, columns=NAMES[1:]),
    "no value column": lambda: table({"value": "91"}, columns=NAMES[:3]),
    "merged cells": lambda: workbook(lambda sheet: sheet.merge_cells("A2:B2")),
    "formula without result": lambda: workbook(lambda sheet: sheet.append(["=A2"])),
    "broken workbook": lambda: workbook()[:400],
    "zip bomb": bomb,
    "picture": lambda: b"\x89PNG\r\n\x1a\n\0\0",
    "unknown indicator": lambda: table({"indicator": "x.y", "value": "91"}),
    "unknown place": lambda: table({"place": "990000", "value": "91"}),
    "percentage over 100": lambda: table({"value": "100.1"}),
    "numerator above denominator": lambda: table({"numerator": "3", "denominator": "2"}),
    "duplicate row": lambda: table({"value": "91"}, {"value": "91"}),
    "future period": lambda: table({"period": f"{date.today().year + 1}", "value": "91"}),
    "ragged row": lambda: table({"value": "91"}) + b"a,b,c,d,e,f,g,h,i,j,k,l\r\n",
    "open quotation": lambda: table({"value": "91"}) + b'"',
}


@pytest.mark.parametrize("fault", BAD_FILES)
def test_a_bad_file_is_refused_with_a_line_and_nothing_is_imported(hand_in, fault):
    code, answer = hand_in(BAD_FILES[fault]())
    assert (code, answer["accepted"]) == (1, 0)
    assert all(reject["line"] > 0 and reject["reason"] for reject in answer["rejected"])
    assert answer["rejected"]
    assert Figure.objects.count() == 0


def test_a_file_of_200_megabytes_is_not_read(zhiliang, tmp_path):
    huge = tmp_path / "大.csv"
    with huge.open("wb") as stream:
        stream.truncate(200 * 1024**2)
    code, answer = zhiliang("import", "returns", huge)
    assert (code, "200 MB" in answer["rejected"][0]["reason"]) == (1, True)


def test_a_file_that_is_not_there_is_refused(zhiliang, tmp_path):
    assert zhiliang("import", "returns", tmp_path / "none.csv")[0] == 1


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_template_filled_in_is_imported(zhiliang, hand_in, tmp_path, ending):
    file = tmp_path / f"template.{ending}"
    options = ("--place", "440100", "--period", "2015", "--indicator", MARKET)
    assert zhiliang("template", "returns", "--out", file, *options)[1]["rows"] == 1
    assert hand_in(file.read_bytes())[1]["rejected"][0]["field"] == "value"
    hand_in(table({"value": "91.5"}))
    zhiliang("template", "returns", "--out", file, *options)
    assert hand_in(file.read_bytes())[1]["unchanged"]


def test_a_template_of_another_feed_has_its_columns(zhiliang, tmp_path):
    zhiliang("template", "air-bulletin", "--out", tmp_path / "air.csv")
    assert (tmp_path / "air.csv").read_text("utf-8-sig").startswith("gbt2260,city")


def test_a_template_needs_an_ending_that_says_what_it_is(zhiliang, tmp_path):
    assert zhiliang("template", "returns", "--out", tmp_path / "x.doc")[0] == 2
