"""The desk, the list and the case page in the hands of the office and of a city."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from zhiliang.core.roles import Role
from zhiliang.systems.coordination import actions
from zhiliang.systems.coordination.models import Task
from zhiliang.systems.coordination.tests.conftest import ORDER

TODAY = timezone.localdate()
DESK = "/coordination/"


@pytest.fixture
def as_(client):
    def enter(person):
        client.force_login(person)
        return client

    return enter


@pytest.fixture
def busy(order, guangzhou):
    """One of each: late, due soon, new, silent, awaiting the check."""
    now = timezone.now()
    order(due_on=TODAY - timedelta(days=3), at=now, title_zh="逾期的")
    soon = order(due_on=TODAY + timedelta(days=3), at=now, title_zh="快到的")
    old = order(due_on=TODAY + timedelta(days=99), at=now - timedelta(days=60), title_zh="沉默的")
    actions.accept(soon, by=guangzhou)
    actions.accept(old, by=guangzhou, at=now - timedelta(days=55))
    asked = actions.accept(order(at=now, title_zh="待核的"), by=guangzhou)
    actions.submit(asked, by=guangzhou, text="完成", evidence=[("a.pdf", b"a")])
    order(place_id="440300", due_on=TODAY + timedelta(days=60), at=now, title_zh="深圳的")


def groups(answer):
    return {
        group.key: [task.title_zh for task in group.tasks] for group in answer.context["groups"]
    }


def url_of(task, verb=""):
    name, more = ("act", [verb]) if verb else ("case", [])
    return reverse(f"coordination/tasks-{name}", args=[task.pk, *more])


def test_the_desk_says_what_is_late_silent_waiting_and_due(as_, busy, office):
    answer = as_(office).get(DESK)
    assert groups(answer) == {
        "overdue": ["逾期的"],
        "waiting": ["待核的"],
        "new": ["逾期的", "深圳的"],
        "silent": ["沉默的"],
        "soon": ["快到的"],
    }
    assert answer.context["heading"] == "督办台：在办5件，逾期1件，待核定1件"


def test_a_city_finds_only_what_it_owes(as_, busy, shenzhen):
    answer = as_(shenzhen).get(DESK)
    assert groups(answer) == {"new": ["深圳的"]}
    assert answer.context["bars"] == []


def test_a_bar_is_as_long_as_the_tasks_it_stands_for(as_, busy, office):
    first, second = as_(office).get(DESK).context["bars"]
    assert (first.name, first.late, first.soon, first.rest) == ("广州市", 1, 1, 2)
    assert [width for _kind, _start, width in first.parts] == [50, 50, 100]
    assert second.parts == [("rest", 0, 50)]


def test_the_desk_can_be_taken_away_as_a_table(as_, busy, office):
    text = as_(office).get(DESK, {"format": "csv"}).content.decode("utf-8-sig")
    assert len(text.splitlines()) == 6
    assert "逾期3天" in text


def test_what_a_card_counts_the_list_behind_it_shows(as_, busy, office):
    desk = as_(office)
    for group in desk.get(DESK).context["groups"]:
        if group.url:
            assert desk.get(group.url).context["count"] == group.count, group.key


def test_the_desk_is_not_for_everybody(as_, busy, person, client):
    assert client.get(DESK).status_code == 302
    assert as_(person("审计", Role.AUDITOR)).get(DESK).status_code == 403


def test_an_empty_desk_says_so(as_, office):
    assert "没有在办的督办任务" in as_(office).get(DESK).content.decode()


def test_the_office_orders_a_task_through_the_form(as_, office):
    fields = {**ORDER, "place": "440100", "supporting": ["health"], "due_on": "2030-01-31"}
    answer = as_(office).post(reverse("coordination/tasks-new"), fields)
    task = Task.objects.get()
    assert (answer.status_code, task.place_id, task.due_on) == (302, "440100", date(2030, 1, 31))
    assert [one.pk for one in task.supporting.all()] == ["health"]


def test_a_task_for_nobody_is_told_beside_the_field(as_, office):
    answer = as_(office).post(reverse("coordination/tasks-new"), ORDER)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["place"])


def test_a_city_orders_nothing(as_, guangzhou):
    assert as_(guangzhou).get(reverse("coordination/tasks-new")).status_code == 403


def test_the_case_page_shows_its_own_due_date_and_who_set_it(as_, order, guangzhou):
    task = order(due_on=TODAY - timedelta(days=1))
    page = as_(guangzhou).get(url_of(task))
    clock = page.context["clock"]
    assert (clock.last_day, clock.overdue) == (task.due_on, True)
    assert "未见法定期限" in clock.law


def test_no_clock_runs_once_a_task_awaits_the_office(as_, submitted, guangzhou):
    assert as_(guangzhou).get(url_of(submitted)).context["clock"] is None


def test_several_files_are_handed_in_at_once_and_read_back(as_, accepted, guangzhou):
    before, after = b"\xff\xd8\xffbefore", b"\xff\xd8\xffafter"
    files = [SimpleUploadedFile("前.jpg", before), SimpleUploadedFile("后.jpg", after)]
    desk = as_(guangzhou)
    desk.post(url_of(accepted, "report"), {"text": "进展", "evidence": files})
    held = accepted.reports.get().evidence.order_by("pk")
    assert [one.name for one in held] == ["前.jpg", "后.jpg"]
    answer = desk.get(reverse("followup_evidence", args=[accepted.pk, held[0].sha256]))
    assert b"".join(answer.streaming_content) == before


def test_too_many_files_are_refused_at_the_field(as_, accepted, guangzhou):
    files = [SimpleUploadedFile(f"{n}.txt", b"%d" % n) for n in range(11)]
    answer = as_(guangzhou).post(url_of(accepted, "report"), {"text": "进展", "evidence": files})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["evidence"])


def test_evidence_of_a_foreign_task_is_not_found(as_, submitted, shenzhen):
    sha = submitted.reports.get().evidence.get().sha256
    url = reverse("followup_evidence", args=[submitted.pk, sha])
    assert as_(shenzhen).get(url).status_code == 404


def test_missing_evidence_is_told_at_the_form(as_, accepted, guangzhou):
    answer = as_(guangzhou).post(url_of(accepted, "submit"), {"text": "完成"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["evidence"])


def test_the_office_is_offered_the_close_and_the_carrier_is_not(as_, submitted, office, guangzhou):
    close = url_of(submitted, "close")
    assert close in as_(office).get(url_of(submitted)).content.decode()
    assert close not in as_(guangzhou).get(url_of(submitted)).content.decode()


def test_a_sent_back_task_says_why_on_top(as_, submitted, office, guangzhou):
    actions.send_back(submitted, by=office, reason="缺复查报告")
    page = as_(guangzhou).get(url_of(submitted)).content.decode()
    assert page.index("缺复查报告") < page.index("发现的问题")


def test_an_extension_is_asked_for_and_granted_on_the_pages(as_, accepted, guangzhou, office):
    fields = {"asked_until": "2030-01-31", "reason": "设备未到"}
    as_(guangzhou).post(url_of(accepted, "ask_extension"), fields)
    asked = accepted.extensions.get()
    as_(office).post(reverse("coordination/extensions-act", args=[asked.pk, "grant"]))
    accepted.refresh_from_db()
    assert accepted.due_on == date(2030, 1, 31)


def test_an_issued_order_is_downloaded_by_whoever_sees_the_task(as_, task, office, guangzhou):
    as_(office).post(url_of(task, "issue_order"), {"number": "粤质强办督〔2016〕1号"})
    pdf = task.orders.get(path__endswith=".pdf")
    answer = as_(guangzhou).get(reverse("followup_order", args=[task.pk, pdf.sha256]))
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("standing=overdue", 1),
        ("standing=waiting", 1),
        ("state=ordered", 2),
        ("place=440300", 1),
        ("year=2014", 0),
        ("kind=rectification", 5),
        ("level=0", 5),
        ("department=health", 0),
    ],
)
def test_the_list_is_narrowed_by_its_filters(as_, busy, office, query, count):
    assert as_(office).get(f"/coordination/tasks/?{query}").context["count"] == count
