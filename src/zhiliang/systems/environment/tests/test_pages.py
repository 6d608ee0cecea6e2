"""The declared pages of the environment: who may open them, and what they list."""

from datetime import date

import pytest
from django.urls import reverse

from zhiliang.core.pages import pages
from zhiliang.systems.environment import actions

KEYS = [page.key for page in pages() if page.key.startswith("environment/")]
OPEN = [page.key for page in pages() if page.key in KEYS and page.audience == "public"]
DAY = date(2015, 8, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(judged):
    return actions.detect(judged(DAY, "exceeded"), by=None)


@pytest.mark.parametrize("key", OPEN)
def test_what_is_public_opens_without_an_account(client, guangdong, key):
    assert client.get(reverse(f"{key}-list")).status_code == 200


@pytest.mark.parametrize("key", sorted(set(KEYS) - set(OPEN)))
def test_what_is_the_parties_affair_asks_who_one_is(client, guangdong, key):
    assert client.get(reverse(f"{key}-list")).status_code == 302


@pytest.mark.parametrize("key", KEYS)
def test_an_officer_opens_every_list_and_its_file(client, officer, key):
    client.force_login(officer)
    answers = [client.get(reverse(f"{key}-list"), {"format": form}) for form in ("", "csv")]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_a_list_of_verdicts_holds_those_in_force(client, judged):
    old = judged(DAY, "exceeded", superseded_at="2015-08-02T00:00Z")
    new = judged(DAY, "compliant", revision=2)
    page = client.get(reverse("environment/outlet-days-list")).content.decode()
    assert f"/outlet-days/{new.pk}/" in page
    assert f"/outlet-days/{old.pk}/" not in page


def test_what_was_replaced_still_has_its_page(client, judged):
    old = judged(DAY, "exceeded", superseded_at="2015-08-02T00:00Z")
    answer = client.get(reverse("environment/outlet-days-case", kwargs={"pk": old.pk}))
    assert "被更正时间" in answer.content.decode()


def test_the_source_finds_its_next_step_on_the_case(client, case, officer, enterprise):
    actions.notify(case, by=officer, demand="立即整改")
    client.force_login(enterprise)
    url = reverse("environment/exceedances-case", kwargs={"pk": case.pk})
    page = client.get(url).content.decode()
    assert f"{url}explain/" in page
    assert f"{url}dismiss/" not in page


def test_a_running_case_says_whose_time_limit_it_is(client, case, officer):
    client.force_login(officer)
    page = client.get(reverse("environment/exceedances-case", kwargs={"pk": case.pk}))
    assert "未见法定期限" in page.content.decode()


def test_a_case_is_notified_on_its_form(client, case, officer):
    client.force_login(officer)
    url = reverse("environment/exceedances-act", kwargs={"pk": case.pk, "verb": "notify"})
    client.post(url, {"demand": "立即整改"})
    case.refresh_from_db()
    assert case.state == "notified"


def test_an_explanation_carries_its_files(client, case, officer, enterprise):
    from django.core.files.uploadedfile import SimpleUploadedFile

    actions.notify(case, by=officer, demand="说明")
    client.force_login(enterprise)
    url = reverse("environment/exceedances-act", kwargs={"pk": case.pk, "verb": "explain"})
    file = SimpleUploadedFile("记录.txt", b"kept")
    client.post(url, {"cause": "device", "explanation": "探头坏了", "evidence": [file]})
    assert [held.name for held in case.evidence.all()] == ["记录.txt"]


def test_an_officer_registers_an_outlet_of_the_own_city(client, officer, works):
    client.force_login(officer)
    fields = {"code": "GZ-9", "name_zh": "新口", "kind": "wastewater", "place": "440100"}
    fields |= {"mn": "A1", "version": "2017", "active_from": "2015-01-01"}
    answer = client.post(reverse("environment/outlets-new"), fields)
    assert answer.status_code == 302, answer.content.decode()


LINES = "w01018,,40,mg/L,DB44/26-2001 表4\nw01001,6,9,,DB44/26-2001 表4"


def test_a_permit_is_entered_line_by_line(client, officer, outlet):
    client.force_login(officer)
    url = reverse("environment/outlets-act", kwargs={"pk": outlet.pk, "verb": "permit"})
    client.post(url, {"number": "粤A-1", "valid_from": "2015-01-01", "limits": LINES})
    limits = outlet.permits.get().limits.all()
    assert [limit.words for limit in limits] == ["6–9", "≤ 40"]


@pytest.mark.parametrize("lines", ["w01018,,40", "w01018,,viel,mg/L,表", "w01018,,1e99,mg/L,表"])
def test_a_limit_that_cannot_be_read_is_named(client, officer, outlet, lines):
    client.force_login(officer)
    url = reverse("environment/outlets-act", kwargs={"pk": outlet.pk, "verb": "permit"})
    answer = client.post(url, {"number": "粤A-1", "valid_from": "2015-01-01", "limits": lines})
    assert "第1行" in answer.content.decode()
    assert not outlet.permits.exists()


def test_neither_the_number_nor_the_password_of_the_logger_is_shown(client, outlet):
    url = reverse("environment/outlets-case", kwargs={"pk": outlet.pk})
    page = client.get(url).content.decode()
    assert outlet.mn not in page
    assert "123456" not in page
