"""The sampler's pages and what the phone sends: whose they are, what comes twice, what not."""

import json
from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import SamplingCase, SamplingSheet
from zhiliang.systems.sampling.tests.conftest import PNG, days, shots

JSON = {"Accept": "application/json"}
WANTED = ("site", "storage", "marking", "stock", "process")
SERIAL = count(1)


def picture(what):
    return SimpleUploadedFile(f"{what}.png", PNG + what.encode() + str(next(SERIAL)).encode())


@pytest.fixture
def sampler(case, sampler_of):
    return sampler_of(case)


@pytest.fixture
def phone(client, sampler):
    """The browser of the sampler whose task it is."""
    client.force_login(sampler)
    return client


@pytest.fixture
def said(sheet):
    """What the form says: `said(stock="3")`."""

    def make(**given):
        known = {name: str(value) for name, value in sheet().items() if not name.endswith("_fen")}
        known |= {"price": "80.00", "paid": "320.00", "spare_at": "laboratory", "signed": "on"}
        photos = {f"photo_{what}": picture(what) for what in WANTED}
        return {**known, **photos, "client": str(uuid4()), **given}

    return make


def url(name, case):
    return reverse(f"sampling_{name}", kwargs={"pk": case.pk})


def file(client, case, said, name="sheet"):
    """Send a form as the phone does: the status, and what was answered."""
    answer = client.post(url(name, case), said, headers=JSON)
    return answer.status_code, answer.json()


def errors(client, case, said, name="sheet"):
    status, told = file(client, case, said, name)
    assert status == 422
    return told["errors"]


def test_a_sampler_sees_the_firm_the_rule_and_who_comes_along(phone, case, sampler):
    page = phone.get(reverse("sampling_tasks")).content.decode()
    other = case.samplers.exclude(person=sampler).get()
    for words in (case.firm.name, "检验 4 顶，备用样品 4 顶", "库存不少于 20 顶", other.number):
        assert words in page


def test_a_task_of_somebody_else_is_not_listed(client, case, samplers):
    stranger = next(one for one in samplers if one not in case.samplers.all())
    client.force_login(stranger.person)
    page = client.get(reverse("sampling_tasks")).content.decode()
    assert case.number not in page


@pytest.mark.parametrize("name", ["sheet", "leave", "phone_check"])
def test_a_task_of_somebody_else_is_not_found(client, case, samplers, name):
    stranger = next(one for one in samplers if one not in case.samplers.all())
    client.force_login(stranger.person)
    assert client.get(url(name, case)).status_code == 404


@pytest.mark.parametrize("name", ["sheet", "leave"])
def test_a_task_of_somebody_else_takes_no_sheet(client, case, samplers, said, name):
    stranger = next(one for one in samplers if one not in case.samplers.all())
    client.force_login(stranger.person)
    client.post(url(name, case), said(), headers=JSON)
    assert SamplingCase.objects.get(pk=case.pk).state == "assigned"


def test_a_published_sample_of_somebody_else_is_no_task_either(client, settled, samplers, province):
    published = actions.publish(settled(), by=province, at=days(40))
    stranger = next(one for one in samplers if one not in published.samplers.all())
    client.force_login(stranger.person)
    assert client.get(url("sheet", published)).status_code == 404


def test_neither_firm_nor_officer_opens_the_tasks(client, case, owner, province):
    for person in (owner(case.firm), province):
        client.force_login(person)
        assert client.get(reverse("sampling_tasks")).status_code == 403
        assert client.get(url("sheet", case)).status_code == 403


def test_a_sheet_from_the_phone_is_filed(phone, case, said):
    assert file(phone, case, said()) == (200, {"number": case.number})
    assert SamplingSheet.objects.get(case=case).paid_fen == 32000


def test_every_photograph_is_kept_with_what_it_shows(phone, case, said):
    file(phone, case, said(photo_seal=[picture("a"), picture("b")]))
    assert sorted(case.photos.values_list("shows", flat=True)) == sorted([*WANTED, "seal", "seal"])


def test_a_sheet_that_comes_twice_is_filed_once(phone, case, said):
    number = str(uuid4())
    twice = [file(phone, case, said(client=number)) for _time in range(2)]
    assert twice == [(200, {"number": case.number})] * 2
    assert (SamplingSheet.objects.count(), case.photos.count()) == (1, 5)


def test_the_other_sampler_cannot_file_a_second_sheet(phone, case, said, client):
    file(phone, case, said())
    other = case.samplers.order_by("number").last().person
    client.force_login(other)
    assert "已抽样" in errors(client, case, said())["__all__"][0]


def test_a_form_sent_without_script_leads_to_the_filed_sheet(phone, case, said):
    answer = phone.post(url("sheet", case), said(client=""), follow=True)
    assert answer.redirect_chain[-1][0] == url("sheet", case)
    assert "封条 A1" in answer.content.decode()


def test_a_refused_form_without_script_keeps_what_was_typed(phone, case, said):
    answer = phone.post(url("sheet", case), said(stock="3", batch="20260707"))
    assert answer.status_code == 422
    assert "20260707" in answer.content.decode()
    assert "第十八条第一项" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "given", "words"),
    [
        ("stock", {"stock": "3"}, "第十八条第一项"),
        ("test_quantity", {"test_quantity": "3"}, "4顶"),
        ("paid", {"paid": "640.00"}, "320.00"),
        ("price", {"price": ""}, "标价"),
        ("spare_seal", {"spare_seal": "A1"}, "不能相同"),
        ("spare_seal", {"spare_seal": ""}, "单独封样"),
        ("unsigned_note", {"signed": ""}, "写明情况"),
        ("witness", {"signed": "", "unsigned_note": "老板不在"}, "见证人"),
        ("photo_stock", {"photo_stock": ""}, "没有拍照"),
        ("photo_stock", {"photo_stock": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}, "不是照片"),
    ],
)
def test_what_is_refused_is_said_beside_its_field(phone, case, said, field, given, words):
    assert words in errors(phone, case, said(**given))[field][0]


def test_an_unsigned_sheet_with_reason_and_witness_is_filed(phone, case, said):
    given = {"signed": "", "unsigned_note": "负责人拒绝签字", "witness": "示例见证人"}
    assert file(phone, case, said(**given))[0] == 200


def test_the_sheet_is_dated_by_the_moment_in_the_shop(phone, case, said):
    file(phone, case, said(at=days(2).isoformat()))
    assert SamplingSheet.objects.get().at == days(2)


def test_a_moment_that_has_not_come_is_refused(phone, case, said):
    later = (timezone.now() + timedelta(hours=1)).isoformat()
    assert "晚于现在" in errors(phone, case, said(at=later))["__all__"][0]


def test_a_moment_before_the_task_is_refused(phone, case, said):
    assert "早于任务下达" in errors(phone, case, said(at=days(-1).isoformat()))["__all__"][0]


def test_a_phone_whose_clock_is_fast_is_believed_how_long_ago_it_was(phone, case, said):
    wrong = timezone.now() + timedelta(days=3)
    given = {"at": (wrong - timedelta(hours=2)).isoformat(), "sent": wrong.isoformat()}
    file(phone, case, said(**given))
    age = timezone.now() - SamplingSheet.objects.get().at
    assert timedelta(hours=2) <= age < timedelta(hours=2, minutes=1)


@pytest.fixture
def sampled_before(case, sheet, sampler_of):
    """Another task of the same firm, taken; returns its number."""
    other = SamplingCase.objects.exclude(pk=case.pk).get()
    SamplingCase.objects.filter(pk=other.pk).update(firm=case.firm, producer=case.producer)
    taken = actions.take(
        SamplingCase.objects.get(pk=other.pk),
        by=sampler_of(other),
        sheet=sheet(serial=2),
        photos=shots(),
        at=timezone.now(),
    )
    return taken.number


PRODUCT = {"standard": "示例标准 H-01", "trademark": "示例", "model": "SL-1"}


def test_what_article_8_forbids_is_told_with_its_record_before_filing(phone, case, sampled_before):
    told = phone.get(url("phone_check", case), PRODUCT).json()
    assert told["record"] == sampled_before
    assert "第八条" in told["why"]


def test_another_model_is_not_forbidden(phone, case, sampled_before):
    assert phone.get(url("phone_check", case), PRODUCT | {"model": "SL-2"}).json()["why"] == ""


def test_asking_about_article_8_changes_nothing(phone, case, sampled_before):
    before = SamplingCase.objects.filter(pk=case.pk).values().get()
    phone.get(url("phone_check", case), PRODUCT)
    assert SamplingCase.objects.filter(pk=case.pk).values().get() == before


def test_what_article_8_forbids_is_refused_when_it_is_sent(phone, case, said, sampled_before):
    assert sampled_before in errors(phone, case, said())["__all__"][0]


def test_a_task_that_came_to_nothing_is_filed_with_its_reason(phone, case):
    told = {"why": "closed", "note": "厂房已空置，邻居称停业两个月。"}
    assert file(phone, case, told, "leave")[0] == 200
    assert SamplingCase.objects.get(pk=case.pk).not_taken == "closed"


def test_a_reason_that_comes_twice_is_filed_once(phone, case):
    told = {"why": "closed", "note": "厂房已空置。", "client": str(uuid4())}
    twice = [file(phone, case, told, "leave")[0] for _time in range(2)]
    assert twice == [200, 200]


def test_a_refusal_is_proved_by_a_photograph(phone, case):
    told = {"why": "refused", "note": "门卫不让进。"}
    assert "照片" in errors(phone, case, told, "leave")["photo_refusal"][0]
    assert file(phone, case, told | {"photo_refusal": picture("refusal")}, "leave")[0] == 200


def test_the_register_tells_the_name_of_a_code(phone, case):
    case.firm.uscc = "91440101MA5CQ0QF1X"
    type(case.firm).objects.filter(pk=case.firm.pk).update(uscc=case.firm.uscc)
    asked = {"uscc": case.firm.uscc.lower()}
    assert phone.get(reverse("sampling_phone_producer"), asked).json() == {"name": case.firm.name}


def test_the_session_tells_whose_it_is_and_gives_a_token(phone, sampler):
    told = phone.get(reverse("sampling_phone_session")).json()
    assert told["owner"] == str(sampler.pk)
    assert len(told["token"]) == 64


def test_without_a_session_the_phone_is_sent_to_sign_in(client, case, said):
    assert client.get(reverse("sampling_phone_session")).status_code == 302
    assert client.post(url("sheet", case), said(), headers=JSON).status_code == 302


def test_the_worker_names_every_file_the_pages_are_made_of(client, phone, case):
    script = client.get(reverse("sampling_phone_worker")).content.decode()
    kept = json.loads(script.partition("self.KEPT = ")[2].partition(";\n")[0])["assets"]
    page = phone.get(url("sheet", case)).content.decode()
    loaded = [part.partition('"')[0] for part in page.split('="/static/')[1:]]
    assert {f"/static/{name}".partition("#")[0] for name in loaded} <= set(kept)


@pytest.fixture
def elsewhere(case):
    """The task at another site: `elsewhere("market")`."""

    def at(site):
        SamplingCase.objects.filter(pk=case.pk).update(site=site, producer=None)
        return SamplingCase.objects.get(pk=case.pk)

    return at


@pytest.fixture
def maker(organisation):
    """A producer on the register with its code."""
    made = organisation("示例某厂")
    type(made).objects.filter(pk=made.pk).update(uscc="91440101MA5CQ0QF1X")
    return made


def test_in_a_shop_the_producer_is_known_by_its_code(phone, elsewhere, said, maker):
    case = elsewhere("market")
    file(phone, case, said(producer_uscc="91440101ma5cq0qf1x"))
    assert SamplingCase.objects.get(pk=case.pk).producer == maker


def test_a_code_that_is_not_on_the_register_is_told_so(phone, elsewhere, said):
    told = errors(phone, elsewhere("market"), said(producer_uscc="91440101MA5CQ0QF1X"))
    assert "登记库" in told["producer_uscc"][0]


def test_in_a_shop_a_producer_may_be_known_by_name_alone(phone, elsewhere, said):
    case = elsewhere("market")
    file(phone, case, said(producer_name="外省某厂"))
    assert SamplingCase.objects.get(pk=case.pk).producer_words == "外省某厂"


@pytest.fixture
def bought_online(said):
    """What is said of samples that were bought as a consumer: both are paid."""
    photos = {f"photo_{what}": picture(what) for what in ("web_page", "order", "unpacking")}
    told = {"platform_name": "示例平台", "order_number": "D-1", "paid": "640.00", **photos}
    return said(**told)


def test_online_both_samples_are_bought_and_nobody_signs(phone, elsewhere, bought_online):
    case = elsewhere("online")
    assert file(phone, case, bought_online)[0] == 200
    sheet = SamplingSheet.objects.get(case=case)
    assert (sheet.paid_fen, sheet.signed, sheet.order_number) == (64000, False, "D-1")


def test_online_the_test_samples_alone_are_not_enough_to_pay(phone, elsewhere, bought_online):
    told = errors(phone, elsewhere("online"), bought_online | {"paid": "320.00"})
    assert "640.00" in told["paid"][0]
