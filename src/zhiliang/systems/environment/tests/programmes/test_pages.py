"""The lists, cases and the ledger in the hands of a city, the province and the public."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from zhiliang.core.roles import Role
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.models import (
    EmissionAccount,
    Measure,
    Project,
    ReductionTask,
    VehicleStatistic,
)
from zhiliang.systems.environment.tests.programmes.conftest import MEASURE, OWN
from zhiliang.systems.environment.tests.programmes.test_programmes import LINE
from zhiliang.systems.environment.tests.programmes.test_vehicles import GOOD, HEAD

LEDGER = "/environment/ledger/?place=440100&pollutant=cod&year=2012"
PUBLIC = ("tasks", "accounts", "vehicles")
CLOSED = ("measures", "audits", "pilots", "eliminations", "projects")


@pytest.fixture
def as_(client):
    def enter(person):
        client.force_login(person)
        return client

    return enter


@pytest.fixture
def two_years(pass_on, verified, account):
    pass_on(year=2012, target="985")
    pass_on(year=2011, target="980")
    verified(claimed="50", recognised="40")
    account(year=2011, new="10.5")
    account(year=2012, new="5")


def bars(answer):
    rows = answer.context["chart"].spec["data"]["values"]
    return [(row["name"], row["shown"]) for row in rows]


def test_the_ledger_shows_the_way_from_the_base_to_the_year(client, two_years):
    assert bars(client.get(LEDGER)) == [
        ("2010 基数", "1,000"),
        ("2011 新增", "+10.5"),
        ("2011 削减", "−40"),
        ("2012 新增", "+5"),
        ("2012 削减", "−0"),
        ("2012 排放量", "975.5"),
    ]


def test_the_ledger_tells_its_finding_in_words(client, two_years):
    chart = client.get(LEDGER).context["chart"]
    assert chart.title == "广州市化学需氧量2012年排放975.5吨，比2010年少24.5吨；任务已完成"
    assert "允许 985 吨" in str(chart.spec)


def test_bars_end_where_the_next_begin(client, two_years):
    rows = client.get(LEDGER).context["chart"].spec["data"]["values"]
    changes = rows[1:-1]
    assert all(a["end"] == b["start"] for a, b in zip(changes, changes[1:], strict=False))
    assert (rows[0]["end"], rows[-1]["end"]) == (changes[0]["start"], changes[-1]["end"])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_ledger_is_taken_away_as_a_table(client, two_years, form):
    answer = client.get(f"{LEDGER}&format={form}")
    assert answer["Content-Disposition"] == f'attachment; filename="environment-ledger.{form}"'
    if form == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert lines[1] == "2011,1000,10.5,40,0,0,970.5,是"


def test_the_ledger_opens_with_the_newest_account(client, two_years):
    assert bars(client.get("/environment/ledger/"))[-1] == ("2012 排放量", "975.5")


def test_an_empty_ledger_says_so(client, guangdong):
    for url in ("/environment/ledger/", LEDGER):
        assert "没有这个地区、污染物和年度的核算" in client.get(url).content.decode()


@pytest.mark.parametrize("asked", ["place=x", "year=x", "pollutant=x&year=99999", "place=%00"])
def test_a_ledger_asked_for_amiss_is_an_empty_one(client, two_years, asked):
    answer = client.get(f"/environment/ledger/?place=440100&{asked}")
    assert (answer.status_code, answer.context["chart"]) == (200, None)


def test_an_unconfirmed_account_is_for_those_who_work_on_it(client, as_, pass_on, account, office):
    pass_on(target="980")
    account(confirm=False)
    url = "/environment/accounts/"
    assert client.get(url).context["count"] == 0
    assert as_(office).get(url).context["count"] == 1


def test_the_public_reads_no_officers_name(client, as_, two_years, guangzhou):
    pk = EmissionAccount.objects.first().pk
    url = reverse("environment/accounts-case", args=[pk])
    assert "省厅甲" not in client.get(url).content.decode()
    assert "省厅甲" in as_(guangzhou).get(url).content.decode()


@pytest.mark.parametrize("name", PUBLIC)
def test_what_is_public_is_open_to_all(client, guangdong, name):
    assert client.get(f"/environment/{name}/").status_code == 200


@pytest.mark.parametrize("name", CLOSED)
def test_what_enterprises_wrote_is_for_those_it_concerns(client, as_, person, guangdong, name):
    url = f"/environment/{name}/"
    assert client.get(url).status_code == 302
    assert as_(person("审计", Role.AUDITOR)).get(url).status_code == 403


def test_a_city_sees_its_own_measures_only(as_, claim, guangzhou, shenzhen, office):
    claim()
    seen = [
        as_(somebody).get("/environment/measures/").context["count"]
        for somebody in (guangzhou, shenzhen, office)
    ]
    assert seen == [1, 0, 1]


def test_a_measure_is_claimed_and_verified_on_the_pages(as_, guangzhou, province):
    fields = {**OWN, **MEASURE, "place": "440100", "claimed": "50"}
    assert as_(guangzhou).post("/environment/measures/new/", fields).status_code == 302
    pk = Measure.objects.get().pk
    as_(province).post(reverse("environment/measures-act", args=[pk, "take_up"]))
    url = reverse("environment/measures-act", args=[pk, "verify"])
    assert as_(province).post(url, {"recognised": "40"}).status_code == 422
    as_(province).post(url, {"recognised": "40", "finding": "运行不足全年"})
    measure = Measure.objects.get()
    assert (measure.state, measure.recognised) == ("verified", 40)


def test_a_city_finds_no_button_to_verify(as_, claim, guangzhou):
    page = as_(guangzhou).get(reverse("environment/measures-case", args=[claim().pk]))
    assert "withdraw/" in page.content.decode() and "take_up/" not in page.content.decode()


def test_a_task_is_assigned_on_the_page(as_, province):
    fields = {"place": "440000", "pollutant": "so2", "basis": "state", "year": 2015}
    fields |= {"plan_from": 2011, "plan_to": 2015, "base_year": 2010, "base": 1000, "percent": 15}
    assert as_(province).post("/environment/tasks/new/", fields).status_code == 302
    assert ReductionTask.objects.get().target == 850


def test_an_account_is_filed_and_confirmed_on_the_pages(as_, pass_on, guangzhou, province):
    pass_on(target="1020")
    fields = {"place": "440100", "pollutant": "cod", "year": 2011, "new": "10"}
    as_(guangzhou).post("/environment/accounts/new/", fields)
    url = reverse("environment/accounts-act", args=[EmissionAccount.objects.get().pk, "confirm"])
    assert as_(guangzhou).post(url).status_code == 403
    assert as_(province).post(url).status_code == 302
    assert EmissionAccount.objects.get().confirmed


def test_a_file_of_vehicles_is_handed_in_on_the_page(as_, guangzhou):
    file = SimpleUploadedFile("a.csv", (HEAD + GOOD).encode())
    answer = as_(guangzhou).post("/environment/vehicles/new/", {"year": 2015, "file": file})
    statistic = VehicleStatistic.objects.get()
    assert answer["Location"] == f"/environment/vehicles/{statistic.pk}/"
    assert "国Ⅳ" in as_(guangzhou).get(answer["Location"]).content.decode()


def test_a_case_page_names_its_legal_basis(as_, province, guangzhou):
    line = actions.assign_elimination(by=province, capacity=Decimal(1), **LINE)
    page = as_(guangzhou).get(reverse("environment/eliminations-case", args=[line.pk]))
    assert "大气污染防治法（2000年修订）" in page.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", (*PUBLIC, *CLOSED))
def test_every_list_is_downloaded(as_, office, name, form):
    answer = as_(office).get(f"/environment/{name}/?format={form}")
    assert answer["Content-Disposition"].endswith(f'{name}.{form}"')


@pytest.mark.parametrize(
    ("query", "count"),
    [("place=440100", 2), ("year=2012", 2), ("pollutant=so2", 0), ("basis=state", 2)],
)
def test_the_tasks_are_narrowed_by_their_filters(client, two_years, query, count):
    assert client.get(f"/environment/tasks/?{query}").context["count"] == count


def test_a_project_says_its_unit_in_the_readers_language():
    greenway = Project(kind="greenway")
    with translation.override("zh-hans"):
        assert greenway.unit == "公里"
