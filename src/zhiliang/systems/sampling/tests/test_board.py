"""The quarter board: every number is the length of the list it leads to."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhiliang.core.roles import Role
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import SamplingCase
from zhiliang.systems.sampling.tests.conftest import BAD, days, shots

CELL = re.compile(r'data-label="(\S+)"[^>]*>(?:<span[^>]*>\S* )?(?:<a href="([^"]+)">)?([0-9—]+)')


@pytest.fixture
def board(client, province):
    """The board as the province sees it: `board(by="class")`."""

    def get(**asked):
        client.force_login(province)
        return client.get(reverse("sampling_board"), asked).content.decode()

    return get


def cells(page):
    """Column → (number, address) of the first line."""
    found = [(label, number, unescape(link)) for label, link, number in CELL.findall(page)]
    return {label: (number, link) for label, number, link in reversed(found)}


def test_planned_drawn_and_waiting_are_counted(board, drawn):
    told = cells(board())
    assert (told["计划批次"][0], told["已抽取"][0], told["已抽样"][0]) == ("2", "2", "0")


def test_a_sample_that_went_further_counts_at_every_step_before(board, notified):
    notified(BAD)
    told = cells(board())
    assert [told[step][0] for step in ("已抽样", "已检验", "已告知", "已定论")] == list("1110")


def test_a_task_that_could_not_be_done_is_told_apart(board, case, sampler_of):
    sampler = sampler_of(case)
    actions.leave(case, by=sampler, why="closed", note="停产", photos=shots("site"), at=days(1))
    told = cells(board())
    assert (told["未抽样"][0], told["已抽样"][0]) == ("1", "0")


@pytest.mark.parametrize("by", ["both", "class", "city"])
def test_every_number_is_the_length_of_its_list(board, client, notified, by):
    notified(BAD)
    SamplingCase.objects.filter(state="assigned").update(due_on=date(2020, 1, 1))
    linked = {label: told for label, told in cells(board(by=by)).items() if told[1]}
    assert {"已抽取", "已抽样", "已检验", "已告知", "逾期"} <= linked.keys()
    for label, (number, address) in linked.items():
        rows = client.get(f"{address}&format=csv").content.decode().splitlines()
        assert len(rows) - 1 == int(number), label


def test_one_plan_is_counted_by_itself(board, drawn, client):
    told = cells(board(plan=drawn.plan_id))
    assert f"plan={drawn.plan_id}" in told["已抽取"][1]


def test_what_is_late_is_said_in_words(board, drawn):
    SamplingCase.objects.update(due_on=date(2020, 1, 1))
    page = board()
    assert "2批逾期未报告" in page and "state-bad" in page


def test_a_reported_sample_is_not_late(board, notified):
    case = notified(BAD)
    SamplingCase.objects.exclude(pk=case.pk).update(due_on=date(2999, 1, 1))
    SamplingCase.objects.filter(pk=case.pk).update(due_on=date(2020, 1, 1))
    assert cells(board())["逾期"][0] == "0"


def test_a_city_sees_its_own_lines_alone(client, drawn, person):
    client.force_login(person("深圳", Role.CITY_OFFICER, place_id="440300"))
    page = client.get(reverse("sampling_board")).content.decode()
    assert "没有您能看到的抽查计划" in page


def test_a_city_sees_its_part_of_the_province_s_plan(client, drawn, guangzhou):
    client.force_login(guangzhou)
    told = cells(client.get(reverse("sampling_board")).content.decode())
    assert (told["计划批次"][0], told["已抽取"][0]) == ("—", "2")


def test_a_laboratory_does_not_see_the_board(client, drawn, tester):
    client.force_login(tester)
    assert client.get(reverse("sampling_board")).status_code == 403


def test_the_board_is_downloaded(client, province, drawn):
    client.force_login(province)
    answer = client.get(reverse("sampling_board"), {"format": "csv"}).content.decode()
    assert answer.splitlines()[1].split(",")[2:4] == ["2", "2"]


def test_no_value_in_the_address_breaks_the_board(client, province, drawn):
    client.force_login(province)
    for name in ("round", "plan", "by", "progress"):
        for address in (reverse("sampling_board"), reverse("sampling/cases-list")):
            assert client.get(address, {name: "9" * 40}).status_code == 200


def asked_of(client):
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("sampling_board"))
    return len(asked)


def test_the_board_asks_no_more_for_more_lines(client, province, drawn):
    client.force_login(province)
    client.get(reverse("sampling_board"))
    before = asked_of(client)
    line = drawn.plan.lines.get()
    line.pk, line.place_id = None, "440300"
    line.save()
    for number, case in enumerate(drawn.cases.all()):
        case.pk, case.number, case.line, case.place_id = None, f"CC-{number}", line, "440300"
        case.save()
    assert asked_of(client) == before
