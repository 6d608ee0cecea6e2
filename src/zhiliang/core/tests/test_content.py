"""Evidence is taken by what it is, whatever its name says."""

import io
import zipfile

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from zhiliang.core.content import kind_of, misfit
from zhiliang.core.feed import write_xlsx
from zhiliang.core.pages.fields import File, Files

pytestmark = pytest.mark.once

PDF, PNG, JPEG = (
    b"%PDF-1.7\n1 0 obj",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"\xff\xd8\xff\xe0\0\x10JFIF",
)
XLSX = write_xlsx(["a"], [["1"]])


def package(*names):
    """A zip file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
TAKEN = [
    ("报告.pdf", PDF),
    ("图.PNG", PNG),
    ("图.jpg", JPEG),
    ("图.jpeg", JPEG),
    ("表.xlsx", XLSX),
    ("说明.docx", DOCX),
    ("表.csv", "地区,数\r\n广州,1\r\n".encode("gbk")),
    ("说明.txt", "\ufeff已补齐。\n".encode()),
]
REFUSED = [
    ("报告.pdf", b"MZ\x90\0\x03\0\0\0"),
    ("报告.pdf", b"\x7fELF\x02\x01\x01\0"),
    ("报告.pdf", b"<html>%PDF-\0"),
    ("图.png", b"GIF89a\x01\0\x01\0"),
    ("表.xlsx", package("a.txt")),
    ("表.xlsx", package("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")),
    ("表.xlsx", b"PK\x03\x04" + b"x" * 50),
    ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("说明.txt", b"\0" * 20),
    ("说明.txt", b"\xff\xfe\xff"),
]
MISNAMED = [
    ("报告.pdf", PNG),
    ("图.png", JPEG),
    ("表.docx", XLSX),
    ("页.html", b"<script>alert(1)</script>"),
    ("页.svg", b"<svg/>"),
    ("报告", PDF),
    ("报告.pdf.exe", PDF),
    ("报告.pdf", "文字".encode()),
]


@pytest.mark.parametrize(("name", "content"), TAKEN, ids=lambda value: str(value)[:12])
def test_a_file_that_is_what_its_name_says_is_taken(name, content):
    assert misfit(name, content) == ""


@pytest.mark.parametrize(("name", "content"), REFUSED, ids=lambda value: str(value)[:12])
def test_content_of_another_kind_is_refused_whatever_its_name(name, content):
    assert kind_of(content) is None
    assert "只收 PDF、PNG、JPEG、XLSX、DOCX、CSV 或纯文本" in misfit(name, content)


@pytest.mark.parametrize(("name", "content"), MISNAMED, ids=lambda value: str(value)[:12])
def test_content_under_the_ending_of_another_kind_is_refused(name, content):
    assert "文件名却不是" in misfit(name, content)


def test_a_refusal_says_what_why_and_what_to_do_in_english_as_well():
    with override("en"):
        for name, content in (REFUSED[0], MISNAMED[0]):
            words = misfit(name, content)
            assert name in words and "upload it again" in words
            assert "。" not in words and "、" not in words


@pytest.mark.parametrize("field", [File, Files])
def test_every_field_for_files_asks_what_they_are(field):
    form = type("Form", (forms.Form,), {"file": field()})
    given = SimpleUploadedFile("报告.pdf", b"MZ\x90\0")
    assert form({}, {"file": given}).errors.keys() == {"file"}
    good = form({}, {"file": SimpleUploadedFile("报告.pdf", PDF)})
    assert good.is_valid()
    assert ".pdf,.png" in str(good["file"])


def test_no_form_takes_files_past_the_check():
    from zhiliang.core.pages import pages

    acts = [act for page in pages() for act in (*page.acts, page.begin) if act]
    fields = [field for act in acts for field in act.form.base_fields.values()]
    files = [field for field in fields if isinstance(field, forms.FileField)]
    assert files
    assert [field for field in files if not isinstance(field, File)] == []
