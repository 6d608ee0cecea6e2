"""Nobody changes what is not theirs, whatever they post wherever."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.security.rows import everything_kept
from tests.security.walk import addresses, api_addresses, content_of
from tests.security.world import GUANGZHOU, HOUSING, SHENZHEN, YEAR
from zhiliang.core.models import Assignment, Event, Person
from zhiliang.core.roles import Role
from zhiliang.evaluation.models import Evaluation, Objection
from zhiliang.systems.coordination.models import Task
from zhiliang.systems.returns.models import Figure
from zhiliang.systems.returns.tests.tables import MARKET, table
from zhiliang.web.account_events import DENIED

# As long as the walk of readers; the policies behind it are asked on both databases by their tests.
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("bare_refusals")]
OWNERS = {GUANGZHOU: "guangzhou", SHENZHEN: "shenzhen", HOUSING: "housing"}


def payload():
    """Enough for every form of the site at once."""
    words = ("reason", "note", "answer", "ground", "name", "display_name", "reference", "text")
    return dict.fromkeys(words, "闯入") | {
        "title_zh": "闯入",
        "finding_zh": "闯入",
        "kind": "assigned",
        "asked_until": "2031-01-31",
        "value": "50",
        "status": "ok",
        "indicator": MARKET,
        "place": SHENZHEN,
        "period": "2013",
        "role": "office",
        "username": "intruder",
        "password": "Xx-质量-7788",
        "verb": "evaluate",
        "year": str(YEAR),
        "file": SimpleUploadedFile("表.csv", table({"place": SHENZHEN, "value": "1"})),
    }


def post_everywhere(client, leave_out=("/accounts/",)):
    for url in (*addresses(), *api_addresses()):
        if not url.startswith(leave_out):
            answer = client.post(url, payload())
            content_of(answer)
            assert answer.status_code < 500, url
            yield url, answer


@pytest.mark.parametrize("name", ["visitor", "nobody", "former", "enterprise", "auditor"])
def test_who_has_nothing_to_write_writes_nothing(as_, world, name):
    client, who = as_(name), world.people.get(name)
    before = everything_kept(own_of=who)
    codes = {answer.status_code for _url, answer in post_everywhere(client)}
    assert everything_kept(own_of=who) == before
    assert codes <= {200, 302, 401, 403, 404, 405, 422}


def test_the_administrator_changes_other_accounts_and_nothing_else(as_, world):
    client, who = as_("administrator"), world.people["administrator"]
    before = everything_kept(but=(Person, Assignment), own_of=who)
    log = list(Event.objects.values_list("hash", flat=True))
    list(post_everywhere(client))
    assert everything_kept(but=(Person, Assignment), own_of=who) == before
    assert list(Event.objects.order_by("number").values_list("hash", flat=True))[: len(log)] == log
    assert set(who.assignments.values_list("role", "valid_to")) == {(Role.ADMINISTRATOR, None)}
    who.refresh_from_db()
    assert who.is_active
    assert who.check_password("广东-质量-2015")


def foreign(name, world):
    """Rows that are not `name`'s: their figures, objections, everybody's accounts."""
    figures = [f.pk for code, f in world.figures.items() if not _may_touch(name, code)]
    objections = [o.pk for code, o in world.objections.items() if OWNERS[code] != name]
    tasks = [task.pk for code, task in world.tasks.items() if OWNERS[code] != name]
    return (
        list(Figure.objects.filter(pk__in=figures).order_by("pk").values()),
        list(Objection.objects.filter(pk__in=objections).order_by("pk").values()),
        list(Task.objects.filter(pk__in=tasks).order_by("pk").values()),
        list(Person.objects.order_by("pk").values("username", "password", "is_active")),
        list(Assignment.objects.order_by("pk").values()),
        list(Evaluation.objects.values_list("pk", "version")),
    )


def _may_touch(name, code):
    return OWNERS[code] == name or (name, code) == ("shenzhen", HOUSING)


@pytest.mark.parametrize("name", ["guangzhou", "shenzhen", "housing"])
def test_an_officer_changes_nothing_of_another_office(as_, world, name):
    client = as_(name)
    before = foreign(name, world)
    list(post_everywhere(client))
    assert foreign(name, world) == before


def test_the_province_cannot_do_what_is_the_offices(as_, world):
    client = as_("provincial")
    list(post_everywhere(client, ("/accounts/", "/returns/")))
    assert set(Task.objects.values_list("state", flat=True)) == {"reporting"}
    assert Task.objects.count() == len(world.tasks)
    assert set(Objection.objects.values_list("state", flat=True)) == {"raised"}
    assert Evaluation.objects.count() == 1


def test_no_form_is_taken_from_another_site(world):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(world.people["office"])
    # a form of another site has no key, and without one the interface writes for nobody
    taken = [
        (url, answer.status_code)
        for url, answer in post_everywhere(client, leave_out=())
        if answer.status_code not in (403, 405)
        and not (url.startswith("/epcis") and answer.status_code in (401, 404))
    ]
    assert taken == []


def test_a_form_with_the_token_of_another_visitor_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["guangzhou"])
    client.get(reverse("returns-new"))
    answer = client.post(reverse("returns-new"), payload() | {"csrfmiddlewaretoken": "a" * 64})
    assert answer.status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.cn"])
def test_a_form_from_another_origin_is_refused_even_with_the_token(world, origin):
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("sign_in"))
    token = client.cookies["csrftoken"].value
    answer = client.post(
        reverse("sign_in"), {"csrfmiddlewaretoken": token}, headers={"Origin": origin}
    )
    assert answer.status_code == 403


def denials(**about):
    return Event.objects.filter(verb=DENIED, **about).count()


def test_a_page_that_was_refused_is_told_in_the_log_once(as_, world):
    client = as_("guangzhou")
    for _again in range(3):
        assert client.get(reverse("audit")).status_code == 403
    assert denials(subject="path:/audit/", by=world.people["guangzhou"].pseudonym) == 1


def test_a_step_that_is_somebody_elses_is_refused_and_told(as_, world):
    url = reverse("objections-act", args=[world.objections[GUANGZHOU].pk, "uphold"])
    client = as_("guangzhou")
    assert client.post(url, {"answer": "x"}).status_code == 403
    assert client.get(url).status_code == 403
    assert denials(subject=f"path:{url}") == 1


def test_a_visitor_who_knocks_fills_no_log(as_, world):
    as_("visitor").get(reverse("audit"))
    assert denials() == 0


def test_the_administrator_finds_the_way_to_end_a_role(as_, world):
    held = world.people["guangzhou"].assignments.get()
    url = reverse("assignments-act", args=[held.pk, "core.assignment.end"])
    client = as_("administrator")
    assert url in client.get(reverse("assignments-case", args=[held.pk])).content.decode()
    client.post(url)
    held.refresh_from_db()
    assert held.valid_to is not None
