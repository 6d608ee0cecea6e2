"""Every official form: what it says, until when, and that none is made before its time."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document as Docx
from pypdf import PdfReader

from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.documents import KINDS, NotNow, form_docx, form_pdf
from zhiliang.systems.sampling.models import DeliveryReceipt
from zhiliang.systems.sampling.tests.conftest import BAD, DRAWN, GOOD, days, found, local

# the things are asked for by name, so pytest does not see that they need a database
pytestmark = pytest.mark.django_db
ISSUED = date(2026, 4, 1)


def read_pdf(content):
    pages = PdfReader(BytesIO(content)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def read_docx(content):
    document = Docx(BytesIO(content))
    said = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        said += [cell.text for row in table.rows for cell in row.cells]
    return "".join(said).replace("\n", "")


READERS = {"pdf": (form_pdf, read_pdf), "docx": (form_docx, read_docx)}


def said(kind, thing, *, language="zh", form="docx", issued=ISSUED):
    make, read = READERS[form]
    return read(make(kind, thing, language=language, issued=issued))


@pytest.fixture
def told(delivered):
    """`told(BAD)`: the receipt of the firm, signed for."""
    return lambda values=BAD: delivered(values).receipts.get(party="firm")


@pytest.fixture
def objection(delivered, owner):
    """`objection("result")`: an objection of the firm."""

    def make(kind="result"):
        case = delivered(BAD)
        return actions.object_to(
            case,
            by=owner(case.firm),
            organisation=case.firm,
            kind=kind,
            grounds="冲击测试的头模不符",
            items=["impact"] if kind == "result" else [],
            at=days(10),
        )

    return make


@pytest.fixture
def accepted(objection, province):
    return lambda kind="result": actions.accept(objection(kind), by=province, at=days(11))


@pytest.fixture
def named(accepted, owner, province, other_laboratory):
    """The laboratory of the re-test is named."""
    one = accepted()
    actions.arrange(one, by=owner(one.organisation), fee_fen=80000, at=days(12))
    return actions.name_laboratory(one, by=province, laboratory=other_laboratory, at=days(13))


@pytest.fixture
def retested(named, retester, province):
    """`retested(GOOD)`: the re-test's result is told."""

    def make(values=GOOD):
        impact = found({"impact": values["impact"]})
        actions.retest(named, by=retester, found=impact, report_number="F-1", at=days(18))
        return actions.conclude_retest(named, by=province, at=days(19))

    return make


@pytest.fixture
def inspected(owed, guangzhou, laboratory):
    """`inspected("inspect", BAD, 80)`: a follow-up inspection."""

    def make(verb, values, day):
        return actions.inspect(
            owed,
            by=guangzhou,
            verb=verb,
            laboratory=laboratory,
            found=found(values),
            report_number=f"C-{day}",
            at=days(day),
        )

    return make


@pytest.fixture
def announced(inspected, province):
    return actions.announce(inspected("inspect", BAD, 80), by=province, at=days(90))


@pytest.fixture
def suspended(announced, inspected, guangzhou):
    owed = inspected("reinspect", BAD, 160)
    return actions.suspend(owed, by=guangzhou, until=days(200).date(), at=days(165))


@pytest.fixture
def referred(suspended, inspected, guangzhou):
    inspected("inspect_last", BAD, 210)
    return actions.refer(suspended, by=guangzhou, note="三次复查均不合格", at=days(215))


@pytest.fixture
def from_elsewhere(notified, organisation):
    case = notified()
    case.authority_id = "440100"
    case.producer = organisation("示例深圳头盔厂", place="440300")
    return case


THINGS = {
    "sampling_notice": lambda get: get("case"),
    "sampling_sheet": lambda get: get("taken"),
    "seals": lambda get: get("taken"),
    "rejection": lambda get: get("rejected"),
    "conclusion_notice": lambda get: get("told")(),
    "delivery_receipt": lambda get: get("told")(),
    "elsewhere_notice": lambda get: get("from_elsewhere"),
    "acceptance": lambda get: get("accepted")(),
    "refusal": lambda get: get("refused"),
    "objection_decision": lambda get: get("upheld"),
    "retest_notice": lambda get: get("accepted")(),
    "retest_task": lambda get: get("named"),
    "retest_sample": lambda get: get("named"),
    "retest_conclusion": lambda get: get("retested")(),
    "correction_order": lambda get: get("owed"),
    "follow_up_notice": lambda get: get("owed"),
    "follow_up_result": lambda get: get("inspected")("inspect", BAD, 80),
    "announcement": lambda get: get("announced"),
    "suspension": lambda get: get("suspended"),
    "referral": lambda get: get("referred"),
    "bulletin": lambda get: get("settled")().plan,
}


@pytest.fixture
def rejected(taken, tester):
    return actions.reject(taken, by=tester, reason="封条与抽样单不符", at=days(2))


@pytest.fixture
def refused(objection, province):
    return actions.refuse(objection(), by=province, answer="没有提交材料", at=days(11))


@pytest.fixture
def upheld(accepted, province):
    one = accepted("procedure")
    return actions.uphold(one, by=province, answer="抽样基数不足", at=days(15))


@pytest.fixture
def thing(request):
    """`thing("seals")`: something of which a form can be made."""
    return lambda kind: THINGS[kind](request.getfixturevalue)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_form_is_made_as_pdf_and_docx_with_the_same_words(kind, language, thing):
    import os
    from pathlib import Path

    of = thing(kind)
    if folder := os.environ.get("FORMS"):
        for form in ("pdf", "docx"):
            content = READERS[form][0](kind, of, language=language, issued=ISSUED)
            Path(folder, f"{kind}-{language}.{form}").write_bytes(content)
    for form in READERS:
        print(said(kind, of, language=language, form=form))
