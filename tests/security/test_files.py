"""Files that come in and go out: how large, where to, and what hides in them."""

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.security.walk import content_of
from tests.security.world import GUANGZHOU, found_in, mark
from zhiliang.core import actions
from zhiliang.core.evidence import evidence_path
from zhiliang.core.feed import Unreadable, read, write_csv, write_xlsx
from zhiliang.core.models import Document
from zhiliang.systems.returns.feeds import returns
from zhiliang.systems.returns.tests.tables import MARKET

SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)  # a becomes b ten times, b becomes c …
BOMB = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'


def workbook(change=None, **more):
    """A good XLSX file, one part of it rewritten, others added."""
    good = write_xlsx(["indicator", "place", "period", "value"], [["x", "440100", "2015", "1"]])
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(name, text) if change else text)
        for name, text in more.items():
            new.writestr(name, text)
    return out.getvalue()


def with_entity(doctype, part, place):
    """A workbook in one part of which a value is an entity that the part declares itself."""

    def change(name, text):
        if name != part:
            return text
        assert place in text
        head, mark, rest = text.rpartition("?>")
        return f"{head}{mark}{doctype}{rest.replace(place, '&j;', 1)}"

    return workbook(change)


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_a_sheet_that_declares_entities_is_refused(doctype):
    with pytest.raises(Unreadable):
        read(returns, with_entity(doctype, SHEET, "440100"))


def test_a_workbook_whose_names_explode_is_refused():
    with pytest.raises(Unreadable):
        read(returns, with_entity(BOMB, "xl/workbook.xml", "Sheet"))


def test_a_workbook_that_unpacks_to_far_more_than_it_is_is_refused():
    huge = workbook(**{"xl/media/x.bin": "0" * 50_000_000})
    with pytest.raises(Unreadable, match="压缩炸弹"):
        read(returns, huge)


def test_a_workbook_that_lies_about_its_size_is_refused():
    content = bytearray(workbook(lambda name, text: text.replace("440100", " " * 5_000_000)))
    listed = content.find(b"PK\x01\x02")
    while SHEET.encode() not in content[listed : listed + 46 + len(SHEET)]:
        listed = content.find(b"PK\x01\x02", listed + 1)
    content[listed + 24 : listed + 28] = (400).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        read(returns, bytes(content))


def test_a_part_with_a_path_leads_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unreadable):
        read(returns, workbook(lambda name, text: "", **{"../../escaped.txt": "x"}))
    assert not list(tmp_path.parent.glob("escaped.txt"))


def post(client, name, content, **more):
    return client.post(
        reverse("returns-import"), {"file": SimpleUploadedFile(name, content), **more}
    )


NO_TABLES = [b"", b"\x00" * 100, b"\xff\xfe", b"PK\x03\x04", b"\x89PNG", b'"' * 500]


@pytest.mark.parametrize("content", NO_TABLES, ids=lambda content: repr(content[:6]))
def test_a_file_that_is_no_table_is_refused_on_the_page(as_, content):
    assert post(as_("guangzhou"), "表.xlsx", content).status_code == 422


def test_a_visitor_cannot_fill_the_disk(as_):
    answer = as_("visitor").post(
        reverse("sign_in"), {"file": SimpleUploadedFile("x", b"0" * 6_000_000)}
    )
    assert answer.status_code == 413


def test_a_large_file_is_refused_before_it_is_read(as_):
    client = as_("guangzhou")
    answer = client.generic(
        "POST", reverse("returns-import"), b"", CONTENT_LENGTH=str(10**12),
        content_type="multipart/form-data; boundary=x",
    )  # fmt: skip
    assert (answer.status_code, "256 MB" in answer.content.decode()) == (413, True)


def test_many_fields_are_refused(as_):
    answer = as_("guangzhou").post(reverse("returns-new"), {f"f{n}": "x" for n in range(1500)})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "path",
    ["../keys/site.secret", "/etc/passwd", "a/../../keys/site.secret", "link.docx", "", "."],
)
def test_a_document_never_leads_out_of_its_folder(as_, world, own_folder, path):
    (own_folder / "keys").mkdir(exist_ok=True)
    (own_folder / "keys" / "site.secret").write_text("geheim")
    (own_folder / "documents" / "link.docx").symlink_to(own_folder / "keys" / "site.secret")
    found = world.documents["public"]
    Document.objects.filter(pk=found.pk).update(path=path)
    assert as_("visitor").get(reverse("document", args=[found.pk])).status_code == 404


@pytest.mark.parametrize("name", ["../../x.pdf", "..\\..\\x.pdf", "/etc/cron.d/x.pdf", "C:\\x.pdf"])
def test_evidence_lies_where_its_content_says_and_not_its_name(world, own_folder, name):
    held = actions.hold_file(by=None, name=name, content=name.encode())
    root = (own_folder / "evidence").resolve()
    assert evidence_path(held.path).resolve().is_relative_to(root)
    assert held.name == "x.pdf"


@pytest.mark.parametrize(
    "name", ["x.html", "x.svg", "x.pdf", 'x".html', "x\r\nSet-Cookie: a=b.txt"]
)
def test_evidence_is_saved_and_never_shown(as_, world, name):
    client, figure = as_("guangzhou"), world.figures[GUANGZHOU]
    content = b"<script>alert(1)</script>" + name.encode()
    held = actions.hold_file(by=None, name=name, content=content)
    figure.evidence.add(held)
    answer = client.get(reverse("returns-evidence", args=[figure.pk, held.sha256]))
    content_of(answer)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.pdf"])
def test_a_web_page_is_not_taken_as_evidence(as_, world, name):
    client, figure = as_("guangzhou"), world.figures[GUANGZHOU]
    file = SimpleUploadedFile(name, b"<script>alert(1)</script>")
    before = figure.evidence.count()
    answer = client.post(
        reverse("returns-act", args=[figure.pk, "attach_evidence"]), {"file": file}
    )
    assert (answer.status_code, figure.evidence.count()) == (422, before)


def test_a_document_that_is_not_a_pdf_is_saved_and_never_shown(as_, world, own_folder):
    found = world.documents["public"]
    (own_folder / "documents" / "x.html").write_text("<script>alert(1)</script>")
    Document.objects.filter(pk=found.pk).update(path="x.html")
    answer = as_("visitor").get(reverse("document", args=[found.pk]))
    content_of(answer)
    assert answer.headers["Content-Disposition"].startswith("attachment;")


RISKY = [
    "=1+1",
    "+1+cmd",
    "-1+cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1+x",
    "－1+x",
    "＠x",
]


@pytest.mark.parametrize("cell", RISKY)
def test_no_cell_of_a_download_is_a_formula(cell):
    [_head, row] = csv.reader(io.StringIO(write_csv(["名称"], [[cell]]).decode("utf-8-sig")))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(["名称"], [[cell]])))
    assert row[0].startswith("'")
    assert book.active["A2"].value.startswith("'")
    assert book.active["A2"].data_type == "s"


def test_names_of_people_are_no_formulas_in_a_download(as_):
    client = as_("administrator")
    for form in ("csv", "xlsx"):
        text = content_of(client.get(reverse("people-list"), {"format": form}))
        assert found_in(text, "name office")
        assert text.count("=秘") == text.count("'=秘") + text.count("&#39;=秘")


def test_a_log_download_holds_no_formula(as_):
    text = content_of(as_("auditor").get(reverse("audit"), {"format": "csv"}))
    assert not [line for line in text.splitlines() if line.startswith(("=", "@"))]


def test_a_file_name_with_markup_is_written_escaped(as_, world):
    client, figure = as_("guangzhou"), world.figures[GUANGZHOU]
    file = SimpleUploadedFile(f"{mark('file')}.pdf".replace("/", ""), b"%PDF-1.7")
    client.post(reverse("returns-act", args=[figure.pk, "attach_evidence"]), {"file": file})
    page = client.get(reverse("returns-case", args=[figure.pk])).content.decode()
    assert "秘〔file〕<b>" not in page


def test_the_folder_of_evidence_holds_nothing_but_digests(world, own_folder):
    names = [path.name for path in Path(own_folder / "evidence").rglob("*") if path.is_file()]
    assert names
    assert all(len(name) == 64 for name in names)


def rows(count, *, bad=False):
    line = "没有这个指标,440100,2015,1\n" if bad else f"{MARKET},440100,2015,1\n"
    return f"indicator,place,period,value\n{line * count}".encode()


def test_a_file_of_endless_rows_is_refused(monkeypatch):
    monkeypatch.setattr("zhiliang.core.feed.reading.MOST_ROWS", 50)
    with pytest.raises(Unreadable, match="超过 50 行"):
        read(returns, rows(51))


def test_a_file_full_of_faults_is_not_checked_to_its_end(monkeypatch):
    monkeypatch.setattr("zhiliang.core.feed.reading.MOST_REJECTS", 50)
    found = read(returns, rows(1000, bad=True))
    assert (len(found.rejected), found.rejected[-1].line) == (51, 52)
