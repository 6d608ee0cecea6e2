"""Every official form: what it says, until when, and that none is made before its time."""

import re
import unicodedata
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document as Docx
from pypdf import PdfReader

from zhiliang.core.deadline import current_calendar, due, rule_on
from zhiliang.core.notice.words import wordbook
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.documents import (
    KINDS,
    NotNow,
    bulletin,
    form_docx,
    form_pdf,
    kinds_for,
)
from zhiliang.systems.sampling.documents.edition import WORDS, number_of
from zhiliang.systems.sampling.models import DeliveryReceipt
from zhiliang.systems.sampling.tests.conftest import BAD, GOOD, days, found, local, shots

# the things are asked for by name, so pytest does not see what they stand on
pytestmark = pytest.mark.usefixtures("guangdong")
ISSUED = date(2026, 4, 1)


def read_pdf(content):
    pages = PdfReader(BytesIO(content)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def pieces_of(content):
    """The text of each paragraph and of each box of a DOCX."""
    document = Docx(BytesIO(content))
    said = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        # a merged box is met once for each of its columns
        boxes = {cell._tc: cell.text for row in table.rows for cell in row.cells}
        said += boxes.values()
    return [piece for piece in said if piece.strip()]


def read_docx(content):
    return "".join(pieces_of(content)).replace("\n", "")


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
def test_pdf_and_docx_of_a_form_say_the_same(kind, language, thing):
    of = thing(kind)
    printed = bare(read_pdf(form_pdf(kind, of, language=language, issued=ISSUED)))
    pieces = pieces_of(form_docx(kind, of, language=language, issued=ISSUED))
    assert [piece for piece in pieces if bare(piece) not in printed] == []
    assert len(pieces) > 6


def bare(text):
    """The letters and digits of a text, without the numbers at the feet of its pages."""
    plain = re.sub(r"—\s*\d+\s*—", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\W_]", "", plain)


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_form_has_its_name_and_its_authority_on_it(kind, thing):
    text = said(kind, thing(kind))
    assert "市场监督管理局" in text
    name = {"elsewhere_notice": "通报函", "referral": "函", "bulletin": "通报"}.get(kind, "")
    assert (name or KINDS[kind].name.split("（")[0][-4:]) in text


@pytest.mark.parametrize("kind", ["sampling_sheet", "announcement", "bulletin"])
def test_equal_forms_have_equal_bytes(kind, thing):
    of = thing(kind)
    for make in (form_pdf, form_docx):
        assert make(kind, of, issued=ISSUED) == make(kind, of, issued=ISSUED)


@pytest.mark.parametrize(
    ("kind", "early"),
    [
        ("sampling_sheet", "case"),
        ("seals", "case"),
        ("rejection", "taken"),
        ("elsewhere_notice", "taken"),
        ("follow_up_result", "owed"),
        ("announcement", "owed"),
        ("suspension", "announced"),
        ("referral", "suspended"),
        ("retest_conclusion", "named"),
        ("bulletin", "plan"),
    ],
)
def test_a_form_is_refused_before_its_time(kind, early, request):
    with pytest.raises(NotNow) as refusal:
        form_pdf(kind, request.getfixturevalue(early), issued=ISSUED)
    assert refusal.value.hint == KINDS[kind].when


def test_an_objection_that_is_only_filed_has_no_form_yet(objection):
    assert kinds_for(objection()) == []


def test_a_form_of_another_thing_is_refused(case):
    with pytest.raises(NotNow):
        form_docx("correction_order", case, issued=ISSUED)


def test_the_notice_on_arrival_tells_only_what_articles_say(case):
    text = said("sampling_notice", case)
    for article in ("第七条", "第八条", "第十六条", "第十九条", "第二十二条", "第二十三条"):
        assert article in text
    assert "备用样品由你单位先行无偿提供" in text


def test_the_notice_of_farm_produce_claims_no_article_that_is_not_on_record(case):
    case.regime_key = "farm_produce"
    text = said("sampling_notice", case)
    assert "《中华人民共和国农产品质量安全法》（2022年修订，以下简称《农产品质量安全法》）" in text
    assert "先行无偿提供" not in text
    assert "待核" in text


def test_a_food_sample_is_bought_with_its_retained_sample(case):
    case.regime_key = "food"
    assert "检验样品和复检备份样品均由抽样人员购买（《办法》第十二条）" in said(
        "sampling_notice", case
    )


@pytest.mark.parametrize("regime", ["food", "farm_produce", "drug"])
@pytest.mark.parametrize(
    "kind",
    ["conclusion_notice", "retest_notice", "retest_task", "retest_sample", "correction_order"],
)
def test_a_form_of_another_regime_cites_its_law_and_not_order_18(kind, regime, thing):
    of = thing(kind)
    of.case.regime_key = regime
    for language in ("zh", "en"):
        text = said(kind, of, language=language)
        assert "总局令第18号" not in text and "order 18" not in text
        assert of.case.regime.law_zh[:8] in text or of.case.regime.law_en[:12] in text


def test_a_sample_from_before_2020_rests_on_the_law_and_says_what_is_unchecked(told):
    receipt = told()
    receipt.case.sampled_on = date(2015, 3, 2)
    text = said("conclusion_notice", receipt)
    assert "15日内" in text and "第十五条" in text
    assert "待核：2020年以前的抽查办法" in text


def test_the_sheet_has_seals_photographs_and_room_to_sign(taken):
    text = said("sampling_sheet", taken)
    for wanted in ("A1", "B1", "抽样场所", "见证人（签字）", "320.00 元", "被抽样单位已签字确认"):
        assert wanted in text
    assert taken.photos.first().file.sha256[:12] in text


def test_a_sheet_that_was_not_signed_says_why(case, sheet, sampler_of):
    unsigned = {**sheet(), "signed": False, "unsigned_note": "负责人拒绝签字"}
    taken = actions.take(case, by=sampler_of(case), sheet=unsigned, photos=shots(), at=days(1))
    assert "负责人拒绝签字" in said("sampling_sheet", taken)


def test_the_address_and_account_of_a_buyer_are_not_printed(taken):
    taken.sheet.buyer_account, taken.sheet.delivery_address = "13800000000", "示例路1号"
    assert "13800000000" not in said("sampling_sheet", taken)


def test_each_sample_has_a_seal_of_its_own(taken):
    text = said("seals", taken)
    assert text.count("封条号") == 2
    assert "检验样品封条" in text and "备用样品封条" in text


def test_the_last_day_to_object_is_counted_from_delivery_by_the_rule(told):
    receipt = told()
    trigger = local(receipt.delivered_at)
    last = due(rule_on("S18-36", trigger), trigger, current_calendar()).date
    assert last == trigger + timedelta(days=15)
    text = said("conclusion_notice", receipt)
    assert "收到本告知书之日起15日内" in text
    assert f"最后一日为{last.year}年{last.month}月{last.day}日" in text
    assert "《办法》第三十六条" in text


def test_before_delivery_no_last_day_is_named(notified):
    receipt = notified(BAD).receipts.get(party="firm")
    assert "最后一日" not in said("conclusion_notice", receipt)


def test_food_has_seven_working_days(told):
    receipt = told()
    receipt.case.regime_key = "food"
    trigger = local(receipt.delivered_at)
    last = due(rule_on("F15-30", trigger), trigger, current_calendar()).date
    text = said("conclusion_notice", receipt)
    assert "7个工作日内" in text and "第三十条" in text
    assert f"最后一日为{last.year}年{last.month}月{last.day}日" in text


def test_a_sample_that_failed_must_no_longer_be_made_or_sold(told):
    assert "立即停止生产、销售同一产品（《办法》第四十五条）" in said("conclusion_notice", told())


def test_a_sample_that_passed_is_never_called_conforming(told):
    text = said("conclusion_notice", told(GOOD))
    assert "所检项目未发现不合格" in text
    assert "不是产品合格证明" in text
    assert "停止生产" not in text


def test_the_platform_is_told_and_has_no_right_to_object(told):
    receipt = told()
    receipt.party = DeliveryReceipt.Party.PLATFORM
    text = said("conclusion_notice", receipt)
    assert "网络抽样方式购买" in text
    assert "异议" not in text


def test_the_notice_of_retest_counts_seven_days(accepted):
    one = accepted()
    trigger = local(one.accepted_at)
    last = due(rule_on("S18-38", trigger), trigger, current_calendar()).date
    text = said("retest_notice", one)
    assert "7日内办理复检手续" in text
    assert f"最后一日为{last.year}年{last.month}月{last.day}日" in text


def test_an_objection_to_the_sampling_leads_to_no_notice_of_retest(accepted):
    assert "retest_notice" not in {kind.key for kind in kinds_for(accepted("procedure"))}


def test_a_retest_that_differs_is_paid_by_the_authority(retested):
    text = said("retest_conclusion", retested(GOOD))
    assert "复检结论与初检结论不一致" in text
    assert "800.00元由组织监督抽查的部门承担" in text
    assert "所检项目未发现不合格" in text


def test_a_retest_that_agrees_is_paid_by_the_applicant(retested):
    assert "800.00元由申请人承担" in said("retest_conclusion", retested(BAD))


def test_the_spare_sample_is_confirmed_under_its_seal(named):
    text = said("retest_sample", named)
    assert "备用样品封条号B1" in text
    assert "□ 完好" in text


def test_an_objection_that_is_upheld_makes_the_result_void(upheld):
    assert "检验结果无效" in said("objection_decision", upheld)


def test_the_order_to_correct_names_both_days_of_the_law(owed):
    text = said("correction_order", owed)
    for day in (owed.ordered_on + timedelta(days=60), owed.ordered_on + timedelta(days=75)):
        assert f"{day.year}年{day.month}月{day.day}日" in text
    assert "60日内改正" in text
    assert "吊销营业执照" in text


def test_the_announcement_is_the_provinces_and_names_the_window(announced):
    text = said("announcement", announced)
    assert text.startswith("广东省市场监督管理局")
    for day in (announced.window_from, announced.window_to):
        assert f"{day.year}年{day.month}月{day.day}日" in text


def test_the_suspension_rests_on_article_17_and_tells_the_remedies(suspended):
    text = said("suspension", suspended)
    assert "《中华人民共和国产品质量法》第十七条" in text
    assert "六十日内" in text and "六个月内" in text


def test_the_referral_tells_every_inspection(referred):
    text = said("referral", referred)
    for number in ("C-80", "C-160", "C-210"):
        assert number in text


def test_a_producer_in_the_authoritys_area_is_not_told_of_elsewhere(notified):
    assert "elsewhere_notice" not in {kind.key for kind in kinds_for(notified())}


def test_the_bulletin_counts_what_was_judged(settled):
    plan = settled().plan
    text = said("bulletin", plan)
    assert "产品1批次，所检项目未发现不合格0批次，不合格1批次" in text
    assert "尚未定论1批次" in text


@pytest.mark.parametrize(("failed", "count", "share"), [(237, 2476, "9.6%"), (266, 2747, "9.7%")])
def test_shares_round_as_the_published_bulletins_do(failed, count, share):
    assert bulletin.share(failed, count) == share


def test_made_up_samples_are_marked_on_every_form(taken):
    taken.source = "sample"
    assert "示例数据　不作公文使用" in pdf_header(form_docx("sampling_sheet", taken, issued=ISSUED))


def pdf_header(content):
    return Docx(BytesIO(content)).sections[0].header.paragraphs[0].text


def test_a_made_up_sample_has_no_number_of_its_own(taken):
    taken.source = "sample"
    assert "示例" in read_pdf(
        form_pdf("sampling_sheet", taken, issued=ISSUED, number="粤市监〔2026〕1号")
    )
    assert "粤市监" not in read_pdf(
        form_pdf("sampling_sheet", taken, issued=ISSUED, number="粤市监〔2026〕1号")
    )


def test_every_word_is_in_both_languages():
    for key, both in wordbook(WORDS).items():
        placeholders = [set(re.findall(r"{(\w+)}", both[language])) for language in ("zh", "en")]
        assert placeholders[0] == placeholders[1], key


@pytest.mark.parametrize(
    ("article", "number"),
    [("第七条", 7), ("第十条", 10), ("第二十六条", 26), ("第一百零二条", 102)],
)
def test_articles_are_numbered_in_english(article, number):
    assert number_of(article) == number
