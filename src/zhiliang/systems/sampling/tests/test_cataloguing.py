"""Files that set sampling up: classes, rules, lists, conflicts, what a plan allots."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from zhiliang.core.errors import NotAllowed
from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import (
    Conflict,
    ImplementationRule,
    PlanLine,
    ProductClass,
    Sampler,
)
from zhiliang.systems.sampling.tests.conftest import STARTED, days

CLASSES = ("产品代码,名称,类别,重点产品", "T-1,插座,工业产品,是", "T-2,月饼,food,否")
RULE = (
    "产品代码,实施细则,公开日期,施行日期,抽样方法,样品单位,检验样品数量,备用样品数量,判定规则,"
    "项目代码,检验项目,单位,上限,判定标准,检验方法,比较方法"
)
GIVEN = "T-1,插座细则,2026-01-01,2026-01-01,随机,个,3,3,一项不合格即不合格"


def taken(feed, *lines, by=None):
    reading = read(feeds[feed], "\n".join(lines).encode())
    return acceptor_of(feed)(reading, by=by)


@pytest.fixture
def classes(guangdong):
    assert taken("sampling-classes", *CLASSES).rejected == []


def test_classes_come_from_a_file(classes):
    assert set(ProductClass.objects.values_list("code", "regime", "key_product")) == {
        ("T-1", "industrial", True),
        ("T-2", "food", False),
    }


def test_the_same_classes_again_change_nothing(classes):
    assert taken("sampling-classes", *CLASSES).unchanged


def test_a_class_does_not_change_its_law(classes):
    outcome = taken("sampling-classes", CLASSES[0], "T-1,插座,食品,是")
    assert [one.field for one in outcome.rejected] == ["regime"]


def test_a_rule_comes_with_its_items(classes):
    rows = [f"{GIVEN},{code},{code},mA,0.75,标准,方法," for code in ("a", "b")]
    assert taken("sampling-rules", RULE, *rows).accepted == 2
    rule = ImplementationRule.objects.get()
    assert (rule.test_quantity, [item.code for item in rule.items.all()]) == (3, ["a", "b"])


def test_the_next_rule_ends_the_one_before(classes):
    row = f"{GIVEN},a,a,mA,0.75,标准,方法,"
    taken("sampling-rules", RULE, row)
    taken("sampling-rules", RULE, row.replace("2026-01-01", "2026-07-01"))
    assert [str(one.valid_to) for one in ImplementationRule.objects.order_by("version")] == [
        "2026-06-30",
        "None",
    ]


def test_rows_of_a_class_that_disagree_about_the_rule_are_told(classes):
    rows = [
        f"{GIVEN},a,a,mA,0.75,标准,方法,",
        f"{GIVEN},b,b,mA,1,标准,方法,".replace(",3,3,", ",3,2,"),
    ]
    outcome = taken("sampling-rules", RULE, *rows)
    assert [(one.line, one.field) for one in outcome.rejected] == [(3, "spare_quantity")]


def test_a_rule_with_a_limit_that_is_no_number_publishes_nothing(classes):
    outcome = taken("sampling-rules", RULE, f"{GIVEN},a,a,mA,约1,标准,方法,")
    assert outcome.rejected and not ImplementationRule.objects.exists()


def test_only_the_province_registers_classes(guangdong, guangzhou):
    with pytest.raises(NotAllowed):
        taken("sampling-classes", *CLASSES, by=guangzhou)


def test_a_sampler_is_linked_to_an_account(samplers, person):
    person("新抽样员", "sampler", organisation=samplers[0].organisation)
    head = "人员编号,抽样机构,行政区划代码,用户名"
    taken("samplers", head, "09,示例抽样中心,440100,新抽样员")
    assert Sampler.objects.get(number="09").person.username == "新抽样员"


def test_an_account_that_there_is_not_is_told(guangdong):
    head = "人员编号,抽样机构,行政区划代码,用户名"
    outcome = taken("samplers", head, "09,示例抽样中心,440100,无人")
    assert [one.field for one in outcome.rejected] == ["account"]


def test_conflicts_come_from_a_file(samplers, firms):
    head = "人员编号,企业,行政区划代码,回避理由"
    taken("sampler-conflicts", head, f"01,{firms[0]},440100,近亲属任职")
    assert Conflict.objects.get().sampler.number == "01"


def test_a_conflict_with_a_firm_nobody_knows_is_told(samplers):
    head = "人员编号,企业,行政区划代码,回避理由"
    outcome = taken("sampler-conflicts", head, "01,无此厂,440100,近亲属任职")
    assert [one.field for one in outcome.rejected] == ["name"]


@pytest.fixture
def draft(province, helmets):
    return actions.draft_plan(
        by=province,
        at=STARTED,
        title="示例计划",
        authority_id="440000",
        level="provincial",
        regime="industrial",
        year=2026,
        due_on=days(90).date(),
    )


LINE_HEAD = "计划编号,产品代码,行政区划代码,抽样环节,批次,检验机构"


def test_a_plan_is_allotted_from_a_file(draft, laboratory, province):
    lines = [
        f"{draft.number},S-HELMET,{place},销售场所,5,{laboratory}" for place in ("440100", "440300")
    ]
    assert taken("sampling-plan-lines", LINE_HEAD, *lines, by=province).accepted == 2
    assert PlanLine.objects.filter(plan=draft).count() == 2


def test_a_line_that_is_wrong_leaves_the_plan_as_it_was(draft, laboratory, province):
    lines = [
        f"{draft.number},S-HELMET,440100,销售场所,5,{laboratory}",
        f"{draft.number},X,440100,销售场所,5,无此机构",
    ]
    outcome = taken("sampling-plan-lines", LINE_HEAD, *lines, by=province)
    assert {one.field for one in outcome.rejected} == {"product_class", "laboratory"}
    assert not PlanLine.objects.exists()


def test_a_plan_of_another_authority_is_not_allotted(draft, laboratory, guangzhou):
    line = f"{draft.number},S-HELMET,440100,销售场所,5,{laboratory}"
    outcome = taken("sampling-plan-lines", LINE_HEAD, line, by=guangzhou)
    assert [one.field for one in outcome.rejected] == ["plan"]


def test_a_file_is_allotted_on_the_plan_s_own_page(client, draft, laboratory, province):
    client.force_login(province)
    row = f"{draft.number},S-HELMET,440100,销售场所,5,{laboratory}"
    upload = SimpleUploadedFile("分配.csv", f"{LINE_HEAD}\n{row}".encode())
    address = reverse("sampling/plans-act", kwargs={"pk": draft.pk, "verb": "allocate_file"})
    assert client.post(address, {"file": upload}).status_code == 302
    assert PlanLine.objects.get().count == 5


def test_each_row_at_fault_is_told_on_the_plan_s_page(client, draft, laboratory, province):
    client.force_login(province)
    row = f"{draft.number},X,440100,销售场所,5,{laboratory}"
    upload = SimpleUploadedFile("分配.csv", f"{LINE_HEAD}\n{row}".encode())
    address = reverse("sampling/plans-act", kwargs={"pk": draft.pk, "verb": "allocate_file"})
    answer = client.post(address, {"file": upload})
    assert answer.status_code == 422 and "第2行" in answer.content.decode()
