"""The ten official forms: what each says, when it may be made, who is named in it, who reads it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document as open_docx

from zhiliang.core.errors import NotAllowed
from zhiliang.core.issued import document_path
from zhiliang.core.models import Document, Event, Place
from zhiliang.core.notice.digest import sha256
from zhiliang.core.notice.number import BadNumber
from zhiliang.core.notice.words import wordbook
from zhiliang.core.policy import visible
from zhiliang.core.roles import Role
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.documents import KINDS, NotNow, form_docx, form_pdf, kinds_for
from zhiliang.systems.complaints.documents.edition import WORDS, Edition
from zhiliang.systems.complaints.documents.persons import in_full, masked
from zhiliang.systems.complaints.models import EndReason, RefusalReason, Source
from zhiliang.systems.complaints.tests.conftest import HEATER, after, fresh

DAY = date(2026, 6, 1)
FULL = Edition("zh", DAY, shown=in_full)
NUMBER = "穗市监〔2026〕1号"


def words_of(kind, case, edition=FULL):
    document = open_docx(BytesIO(form_docx(kind, case, edition)))
    lines = [one.text for one in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def at(*day):
    return datetime(*day, 2, tzinfo=UTC)


@pytest.fixture
def refused(complaint, officer):
    return actions.refuse(complaint, by=officer, refusal="3", note="为转售购买", at=after(days=1))


@pytest.fixture
def arranged(accepted, officer):
    return actions.arrange(
        accepted,
        by=officer,
        mediation_at=after(days=7),
        where="示例市场监管所",
        mediators="示例调解员",
        at=after(days=2),
    )


@pytest.fixture
def settled(arranged, officer):
    return actions.settle(arranged, by=officer, agreement="退款并取回取暖器", at=after(days=8))


@pytest.fixture
def terminated(accepted, officer):
    return actions.terminate(accepted, by=officer, end_reason="3", at=after(days=8))


@pytest.fixture
def sent_down(sent, officer):
    tianhe = Place.objects.get(pk="440106")

    def send(wants):
        receipt = sent(wants=(wants,))
        case = receipt.complaint or receipt.tip_off
        return actions.assign(case, by=officer, place=tianhe, at=after(hours=1))

    return send


@pytest.fixture
def told(tip_off, officer):
    actions.assign(tip_off, by=officer, officer=officer, at=after(hours=1))
    actions.file_none(tip_off, by=officer, finding="不属实", at=after(days=3))
    return actions.tell(tip_off, by=officer, law="《示例条例》第一条", at=after(days=4))


def test_there_are_the_ten_forms_the_dispatch_once_for_each_kind_of_case():
    assert len(KINDS) == 11
    assert {wordbook(WORDS)[f"{key}.title"]["zh"] for key in KINDS} >= {
        *("投诉登记表", "举报登记表", "限期提供身份证明材料通知书", "投诉受理决定书"),
        *("投诉不予受理决定书", "投诉调解通知书", "投诉终止调解决定书", "投诉调解书"),
        *("举报处理结果告知书", "投诉分送通知书", "举报分送通知书"),
    }


def test_every_word_is_there_in_both_languages():
    assert [key for key, both in wordbook(WORDS).items() if not all(both.values())] == [
        "common.printed"
    ]


def test_a_new_complaint_has_its_registration_alone(complaint):
    assert [kind.key for kind in kinds_for(complaint)] == ["complaint_register"]


@pytest.mark.parametrize("kind", ["refusal", "ending", "agreement", "acceptance", "nothing"])
def test_a_paper_is_refused_before_its_time_and_says_when(complaint, kind):
    with pytest.raises(NotNow) as refusal:
        form_pdf(kind, complaint, FULL)
    assert refusal.value.hint


def test_the_registration_names_whoever_complains_and_what_they_agreed_to(sent):
    text = words_of("complaint_register", sent(delegate_ok=True).complaint)
    assert all(HEATER[name] in text for name in ("name", "phone", "address", "text", "demand"))
    assert ("□是　■否" in text, "■是　□否" in text) == (True, True)


def test_a_draft_names_nobody(complaint):
    text = words_of("complaint_register", complaint, Edition("zh", DAY, shown=masked))
    assert not any(HEATER[name] in text for name in ("name", "phone", "address"))
    assert "示**" in text


def test_a_refusal_prints_every_reason_and_names_the_one_that_applies(refused):
    text = words_of("refusal", refused)
    assert "属以下第〔三〕项情形" in text
    listed = [wordbook(WORDS)[f"refusal.{value}"]["zh"] for value in RefusalReason.values]
    assert [reason for reason in listed if reason not in text] == []
    assert "第121号）第十六条" in text
    assert "第三十九条" in text


def test_a_refusal_tells_the_other_ways_and_the_explanation(refused):
    text = words_of("refusal", refused)
    assert "为转售购买" in text
    assert "向人民法院提起诉讼" in text


def test_under_order_20_a_refusal_names_order_20_and_its_own_reason_alone(sent, officer):
    case = sent(at=at(2026, 4, 8)).complaint
    actions.refuse(case, by=officer, refusal="3", at=at(2026, 4, 10))
    text = words_of("refusal", fresh(case))
    assert "第20号" in text
    assert "第121号" not in text
    assert "法院、仲裁机构" not in text
    assert "待核" in text


def test_accepted_on_the_last_day_of_order_20_the_paper_names_it(sent, officer):
    case = sent(at=at(2026, 4, 13)).complaint
    actions.accept(case, by=officer, at=at(2026, 4, 14))
    assert "第20号" in words_of("acceptance", fresh(case))


def test_accepted_the_day_after_the_paper_names_order_121(sent, officer):
    case = sent(at=at(2026, 4, 13)).complaint
    actions.accept(case, by=officer, at=at(2026, 4, 15))
    assert "第121号" in words_of("acceptance", fresh(case))


def test_the_end_of_mediation_prints_every_reason_for_both_parties(terminated):
    text = words_of("ending", terminated)
    assert "以下第〔三〕项情形" in text
    listed = [wordbook(WORDS)[f"ending.{value}"]["zh"] for value in EndReason.values]
    assert [reason for reason in listed if reason not in text] == []
    assert "第二十三条第一款" in text
    assert f"{HEATER['name']}、{HEATER['firm_name']}：" in text


def test_the_notice_of_mediation_says_when_where_and_who(arranged):
    text = words_of("mediation_notice", arranged)
    assert "2026年5月13日10:00到示例市场监管所" in text
    assert "示例调解员" in text


def test_what_only_the_office_knows_is_a_line_until_it_is_filled_in(arranged):
    assert "自收到本通知书之日起＿＿＿＿＿＿＿＿日内" in words_of("mediation_notice", arranged)
    filled = replace(FULL, filled={"challenge_days": "3"})
    assert "自收到本通知书之日起3日内" in words_of("mediation_notice", arranged, filled)


def test_the_agreement_holds_both_parties_and_the_terms(settled):
    text = words_of("agreement", settled)
    assert "退款并取回取暖器" in text
    assert HEATER["address"] in text
    assert HEATER["firm_name"] in text


def test_no_agreement_is_made_of_what_was_performed_at_once(accepted, officer):
    done = actions.settle(accepted, by=officer, agreement="退款", performed=True, at=after(days=2))
    assert "agreement" not in {kind.key for kind in kinds_for(done)}


def test_proof_of_identity_is_asked_for_until_a_day_by_its_paragraph(complaint, officer):
    case = actions.ask_identity(complaint, by=officer, until=date(2026, 5, 12), at=after(hours=2))
    text = words_of("identity_notice", case)
    assert "第十条第三款" in text
    assert "2026年5月12日前" in text


@pytest.mark.parametrize("wants", ["complaint", "tip_off"])
def test_the_desk_of_the_city_passes_a_case_on(sent_down, wants):
    text = words_of(f"{wants}_dispatch", sent_down(wants))
    assert "天河区市场监督管理局：" in text
    assert "广州市市场监督管理局" in text


def test_an_office_does_not_write_the_desk_s_letter(sent_down, person):
    case, below = sent_down("complaint"), person("天河", Role.CITY_OFFICER, place_id="440106")
    with pytest.raises(NotAllowed):
        actions.issue_document("complaint_dispatch", case, by=below)


@pytest.mark.parametrize("kind", ["tip_off_dispatch", "tip_off_result"])
def test_no_paper_of_a_tip_off_that_leaves_the_office_says_who_told(sent_down, told, kind):
    case = told if kind == "tip_off_result" else sent_down("tip_off")
    text = words_of(kind, case)
    assert not any(HEATER[name] in text for name in ("name", "phone", "address"))
    assert case.submission.number in text


def test_the_result_of_a_tip_off_names_the_law_by_which_it_is_told(told):
    text = words_of("tip_off_result", told)
    assert "《示例条例》第一条" in text
    assert "决定不予立案" in text


def test_nobody_is_told_of_an_anonymous_tip_off(sent, officer):
    case = sent(wants=("tip_off",), anonymous=True, name="", phone="", address="").tip_off
    actions.file_none(case, by=officer, finding="不属实", at=after(days=3))
    actions.tell(case, by=officer, law="《示例条例》第一条", at=after(days=4))
    assert [kind.key for kind in kinds_for(fresh(case))] == ["tip_off_register"]


def test_what_was_found_in_mediation_has_no_registration_of_a_reporter(accepted, officer):
    actions.find_clue(accepted, by=officer, finding="无3C证书", at=after(days=3))
    assert kinds_for(accepted.clues.get()) == []


def test_only_the_case_officer_prints_who_told_and_it_is_on_record(tip_off, officer, head):
    actions.assign(tip_off, by=head, officer=officer, at=after(hours=1))
    content = actions.print_secret("tip_off_register", tip_off, by=officer, form="docx")
    assert HEATER["name"] in "".join(
        cell.text
        for table in open_docx(BytesIO(content)).tables
        for row in table.rows
        for cell in row.cells
    )
    assert Event.objects.get(verb="complaints.tipoff.unmask").by == officer.pseudonym
    with pytest.raises(NotAllowed):
        actions.print_secret("tip_off_register", tip_off, by=head)


def test_the_draft_of_a_tip_off_s_registration_does_not_even_show_a_family_name(tip_off):
    text = words_of("tip_off_register", tip_off, Edition("zh", DAY))
    assert "示**" not in text
    assert not any(HEATER[name] in text for name in ("name", "phone", "address"))


def test_what_says_who_told_is_never_filed(tip_off, officer):
    case = actions.assign(tip_off, by=officer, officer=officer, at=after(hours=1))
    with pytest.raises(NotAllowed):
        actions.issue_document("tip_off_register", case, by=officer)
    assert not Document.objects.exists()


def test_an_issued_paper_is_filed_as_both_kinds_under_its_digest(refused, officer):
    documents = actions.issue_document("refusal", refused, by=officer, number=NUMBER, issued=DAY)
    assert [one.path.rpartition(".")[2] for one in documents] == ["pdf", "docx"]
    for one in documents:
        assert sha256(document_path(one.path).read_bytes()) == one.sha256
        assert (one.number, one.audience) == (NUMBER, "case")


def test_the_same_paper_of_the_same_day_is_entered_once(refused, officer):
    for _time in range(2):
        actions.issue_document("refusal", refused, by=officer, issued=DAY)
    assert Document.objects.count() == 2


def test_issuing_is_in_the_log_without_a_name(refused, officer):
    documents = actions.issue_document("refusal", refused, by=officer, issued=DAY)
    event = Event.objects.get(verb="complaints.complaint.issue_document")
    assert event.data["digests"] == [one.sha256 for one in documents]
    assert HEATER["name"] not in str(event.data)


def test_no_list_of_documents_shows_a_paper_of_a_case(refused, officer, province):
    actions.issue_document("refusal", refused, by=officer, issued=DAY)
    assert not visible(province, Document).exists()
    assert not visible(officer, Document).exists()


def test_a_number_that_is_none_is_refused(refused, officer):
    with pytest.raises(BadNumber):
        actions.issue_document("refusal", refused, by=officer, number="2026第1号")


def test_a_made_up_case_gets_no_number_and_its_paper_says_so(sent, officer):
    case = sent(source=Source.SAMPLE).complaint
    actions.accept(case, by=officer, at=after(days=1))
    documents = actions.issue_document("acceptance", fresh(case), by=officer, number=NUMBER)
    assert {one.number for one in documents} == {"示例"}
    properties = open_docx(document_path(documents[1].path)).core_properties
    assert "示例数据" in properties.comments


def test_another_city_issues_nothing(refused, shenzhen):
    with pytest.raises(NotAllowed):
        actions.issue_document("refusal", refused, by=shenzhen)


def test_in_english_the_paper_says_the_same(refused):
    text = words_of("refusal", refused, replace(FULL, language="en"))
    assert "Item (3) of the following applies" in text
    assert "SAMR order 121), article 16" in text


def test_the_same_case_and_day_give_the_same_bytes(refused):
    assert form_pdf("refusal", refused, FULL) == form_pdf("refusal", refused, FULL)


def test_a_text_of_20_000_characters_is_printed_whole_on_several_pages(sent):
    case = sent(text="漏电。" * 6000 + "结尾\x01🔥").complaint
    assert form_pdf("complaint_register", case, FULL).count(b"/Type /Page\n") != 1
    assert "结尾🔥" in words_of("complaint_register", case)
