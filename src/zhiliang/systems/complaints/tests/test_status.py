"""Who holds a receipt sees what became of it; who guesses sees one and the same answer."""

from datetime import date

import pytest
from django.urls import reverse

from zhiliang.core.actions import file_document
from zhiliang.core.models import Document, Event
from zhiliang.core.notice.digest import sha256
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.actions import looking
from zhiliang.systems.complaints.models import TipOff
from zhiliang.systems.complaints.tests.conftest import BOTH, HEATER, RECEIVED, after, fresh

STATUS = "/complaints/status/"
CASE = "/complaints/status/case/"


def shown(answer):
    return answer.content.decode()


@pytest.fixture
def ask(client):
    def send(receipt, **more):
        said = {"number": receipt.submission.number, "code": receipt.code} | more
        return client.post(STATUS, said)

    return send


@pytest.fixture
def opened(client, ask):
    def send(receipt):
        assert ask(receipt).headers["Location"] == CASE
        return shown(client.get(CASE))

    return send


def test_number_and_code_open_the_case_however_the_code_is_written(sent, ask, client):
    receipt = sent()
    code = f" {receipt.code[:4]}-{receipt.code[4:]} ".lower()
    assert ask(receipt, code=code).status_code == 302
    assert receipt.submission.number in shown(client.get(CASE))


def wrong_ones(receipt):
    number, code = receipt.submission.number, receipt.code
    yield number, code[:-1] + ("A" if code[-1] != "A" else "B")
    yield number, "A" * 12
    yield "LJ260506-99999", code
    yield "' OR 1=1 --", code
    yield "\x00🔥<script>", code
    yield number[:-1], code


def test_every_wrong_pair_gets_the_same_answer(sent, client):
    answers = set()
    for number, code in wrong_ones(sent()):
        answer = client.post(STATUS, {"number": number, "code": code})
        assert answer.status_code == 422 and "complaint_receipt" not in answer.cookies
        page = shown(answer)
        at = page.index('role="alert"')
        answers.add(page[at : page.index("</div></div>", at)])
    assert len(answers) == 1 and "没有查到" in answers.pop()


def test_a_number_that_nobody_has_is_compared_as_long(sent, monkeypatch):
    compared = []
    known = looking.opens
    monkeypatch.setattr(looking, "opens", lambda *one: compared.append(len(one[0])) or known(*one))
    actions.open_receipt(number=sent().submission.number, code="A" * 12)
    actions.open_receipt(number="LJ260506-99999", code="A" * 12)
    assert len(compared) == 2 and len(set(compared)) == 1


def test_guessing_is_bounded_and_said_so_even_for_the_right_code(sent, ask):
    receipt = sent()
    for _try in range(10):
        assert ask(receipt, code="A" * 12).status_code == 422
    answer = ask(receipt)
    assert answer.status_code == 429 and "10 次" in shown(answer)


def test_an_hour_later_and_from_elsewhere_it_opens(sent):
    receipt = sent()
    wrong = {"number": receipt.submission.number, "code": "A" * 12, "sender": "10.0.0.1"}
    for _try in range(10):
        actions.open_receipt(at=RECEIVED, **wrong)
    right = {"number": receipt.submission.number, "code": receipt.code}
    with pytest.raises(actions.Flooded):
        actions.open_receipt(at=after(minutes=59), sender="10.0.0.1", **right)
    assert actions.open_receipt(at=after(minutes=59), sender="10.0.0.2", **right)
    assert actions.open_receipt(at=after(hours=1), sender="10.0.0.1", **right)


def test_the_log_of_wrong_receipts_holds_neither_address_nor_number(sent):
    actions.open_receipt(number="LJ260506-99999", code="A" * 12, sender="10.0.0.1")
    told = Event.objects.get(verb=looking.WRONG)
    assert "10.0.0.1" not in told.subject and "LJ26" not in f"{told.subject}{told.data}"


@pytest.mark.parametrize("path", [CASE, "/complaints/receipt/"])
def test_without_a_receipt_nothing_opens(client, path):
    assert client.get(path).headers["Location"] == STATUS


def test_a_forged_cookie_opens_nothing(sent, client):
    client.cookies["complaint_receipt"] = f'["{sent().submission.number}","{"A" * 12}"]'
    assert client.get(CASE).status_code == 302


def test_a_shared_computer_forgets(sent, opened, client):
    opened(sent())
    client.post("/complaints/status/leave/")
    assert client.get(CASE).status_code == 302


def test_it_is_kept_by_no_cache(sent, ask, client):
    ask(sent())
    assert client.get(CASE).headers["Cache-Control"] == "private, no-store"


def test_what_is_due_stands_with_the_article_that_sets_it(sent, opened):
    page = opened(sent())
    assert "2026-05-14" in page and "总局令第121号）" in page and "第15条" in page


def test_a_refusal_says_why_and_which_ways_are_left(sent, opened, officer):
    receipt = sent()
    actions.refuse(receipt.complaint, by=officer, refusal="4", note="超过三年", at=after(days=1))
    page = opened(receipt)
    assert "超过三年" in page and "第三十九条" in page and "向人民法院提起诉讼" in page


def test_a_settled_complaint_is_rated_once(sent, opened, officer, client):
    receipt = sent()
    actions.accept(receipt.complaint, by=officer, at=after(days=1))
    actions.settle(receipt.complaint, by=officer, agreement="退款1299元", at=after(days=2))
    assert "退款1299元" in opened(receipt)
    client.post("/complaints/status/rating/", {"satisfaction": "5", "text": "很快"})
    assert fresh(receipt.complaint).satisfaction == 5
    again = client.post("/complaints/status/rating/", {"satisfaction": "1"})
    assert again.status_code == 422 and "已经评价过" in shown(again)
    assert fresh(receipt.complaint).satisfaction == 5


@pytest.mark.parametrize("stars", ["", "0", "6", "五", "1.5", "\x00"])
def test_no_other_rating_than_one_to_five(sent, opened, officer, client, stars):
    receipt = sent()
    actions.refuse(receipt.complaint, by=officer, refusal="4", at=after(days=1))
    opened(receipt)
    answer = client.post("/complaints/status/rating/", {"satisfaction": stars})
    assert answer.status_code == 422 and "1 至 5" in shown(answer)


def test_what_has_not_ended_is_not_rated(sent, opened, client):
    receipt = sent()
    assert "只能评一次" not in opened(receipt)
    answer = client.post("/complaints/status/rating/", {"satisfaction": "5"})
    assert answer.status_code == 422 and fresh(receipt.complaint).satisfaction is None


def test_of_a_tip_off_only_that_it_is_being_checked(sent, opened, officer):
    receipt = sent(wants=("tip_off",))
    assert "正在核查" in opened(receipt)
    actions.file_case(receipt.tip_off, by=officer, finding="无证生产", at=after(days=3))
    page = opened(receipt)
    assert "正在核查" in page and "无证生产" not in page and "立案" not in page


def test_a_tip_off_s_result_is_shown_where_it_was_told(sent, opened, officer):
    receipt = sent(wants=("tip_off",))
    actions.file_none(receipt.tip_off, by=officer, finding="查无实据", at=after(days=3))
    page = opened(receipt)
    assert "已结束" in page and "不予立案" not in page
    actions.tell(receipt.tip_off, by=officer, law="食品安全法第一百一十五条", at=after(days=4))
    page = opened(receipt)
    assert "不予立案" in page and "食品安全法" in page and "查无实据" not in page


def test_what_an_officer_found_in_mediation_is_not_the_complainant_s(sent, opened, officer):
    receipt = sent()
    actions.accept(receipt.complaint, by=officer, at=after(days=1))
    actions.find_clue(receipt.complaint, by=officer, finding="无3C证书", at=after(days=2))
    page = opened(receipt)
    assert TipOff.objects.get().number not in page and "举报" + " <small" not in page


def test_both_cases_stand_on_one_page(sent, opened):
    receipt = sent(wants=BOTH)
    page = opened(receipt)
    assert receipt.complaint.number in page and receipt.tip_off.number in page


def test_testing_holds_the_clock_and_it_says_so(sent, opened, officer):
    receipt = sent()
    actions.accept(receipt.complaint, by=officer, at=after(days=1))
    actions.send_to_test(
        receipt.complaint,
        by=officer,
        laboratory="示例检测",
        chosen="agreed",
        first_day=date(2026, 5, 11),
        at=after(days=5),
    )
    assert "时间暂停计算" in opened(receipt)


def test_nobody_s_phone_or_name_stands_on_the_page(sent, opened):
    page = opened(sent())
    assert HEATER["phone"] not in page and HEATER["name"] not in page


def issued(case, kind):
    path = f"complaints/{case.number}/{kind}/1.pdf"
    paper = Document(kind=kind, title=f"文书{kind}", year=2026, path=path, audience="office")
    paper.sha256 = sha256(b"%PDF-1.7")
    return file_document(paper, b"%PDF-1.7", by=None)


def test_papers_addressed_to_the_complainant_are_listed_and_handed_out(sent, opened, client):
    receipt = sent()
    paper = issued(receipt.complaint, "acceptance")
    other = issued(receipt.complaint, "complaint_register")
    page = opened(receipt)
    assert paper.title in page and other.title not in page
    handed = client.get(reverse("complaint_paper", args=[paper.pk]))
    assert b"".join(handed.streaming_content) == b"%PDF-1.7"
    assert client.get(reverse("complaint_paper", args=[other.pk])).status_code == 404


def test_the_papers_of_another_case_are_not_handed_out(sent, opened, client):
    paper = issued(sent(phone="13900000000").complaint, "acceptance")
    opened(sent())
    assert client.get(reverse("complaint_paper", args=[paper.pk])).status_code == 404


def test_both_languages_say_the_same_case(sent, ask, client):
    receipt = sent()
    ask(receipt)
    assert receipt.complaint.number in shown(client.get(f"/en{CASE}"))
