"""Publishing a year: the circular's number, where the documents lie, and who may read them."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from zhiliang.core.models import Document
from zhiliang.core.notice.number import BadNumber
from zhiliang.evaluation.actions import publish_year, publishing
from zhiliang.evaluation.models import Evaluation

pytestmark = pytest.mark.django_db
ISSUED = date(2016, 7, 5)
NUMBER = "粤府函〔2016〕84号"
KINDS = {"white_paper": "white-paper.pdf", "point_sheet": "point-sheets/440100.pdf"}
FILES = {"circular": "circular.pdf", **KINDS, "handover": "handover.csv"}


@pytest.fixture(autouse=True)
def printed(monkeypatch, settings, tmp_path):
    """Documents listed instead of printed; what they are printed from has tests of its own."""
    settings.VAR = tmp_path

    def publish(results, history, out, *, number, **more):
        numbers = {"circular": number}
        return [
            {"path": path, "kind": kind, "title": kind, "number": numbers.get(kind, "")}
            | {"sha256": "0" * 64}
            for kind, path in FILES.items()
        ]

    monkeypatch.setattr(publishing, "publish", publish)


@pytest.fixture
def evaluated():
    def evaluate(*, sample):
        subjects = [{"code": "440100", "sample": sample, "items": []}]
        return Evaluation.objects.create(
            year=2015,
            version=1,
            manifest=1,
            results={"year": 2015, "subjects": subjects, "targets": []},
            computed_at=timezone.now(),
        )

    return evaluate


def published(number=""):
    return publish_year(2015, by=None, issued=ISSUED, number=number)


def test_a_real_circular_carries_its_number(evaluated):
    evaluated(sample=False)
    published(NUMBER)
    numbers = dict(Document.objects.values_list("kind", "number"))
    assert numbers == {"circular": NUMBER, **dict.fromkeys((*KINDS, "handover"), "")}


def test_another_number_is_another_printing(evaluated):
    evaluated(sample=False)
    assert published() != published(NUMBER) == published(f" {NUMBER} ")
    assert Document.objects.count() == 2 * len(FILES)


def test_on_sample_data_a_number_makes_no_other_printing(evaluated):
    evaluated(sample=True)
    assert published() == published(NUMBER)
    assert Document.objects.count() == len(FILES)


def test_what_is_no_document_number_is_refused(evaluated):
    evaluated(sample=False)
    with pytest.raises(BadNumber, match="粤府函84号"):
        published("粤府函84号")
    assert not Document.objects.exists()


def test_the_white_paper_is_public_and_point_sheets_are_their_subjects(evaluated):
    evaluated(sample=False)
    published()
    audiences = dict(Document.objects.values_list("kind", "audience"))
    assert audiences["circular"] == audiences["white_paper"] == Document.Audience.PUBLIC
    assert audiences["handover"] == Document.Audience.OFFICE
    assert audiences["point_sheet"] == Document.Audience.SUBJECT
    sheet = Document.objects.get(kind="point_sheet")
    assert (sheet.subject, Path(sheet.path).name) == ("440100", "440100.pdf")
