"""One list, case and act view for every declared page, seen through accounts and objections."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from zhiliang.core.actions import create_person, deactivate_person
from zhiliang.core.flow import flows
from zhiliang.core.models import Assignment, Person
from zhiliang.core.pages import Column, Page, page_of, pages, register
from zhiliang.core.pages.tables import straight_way, tone_of
from zhiliang.core.pages.trail import trail_of
from zhiliang.core.policy import policy_of
from zhiliang.core.roles import Role
from zhiliang.web.account_events import subject_of_person

PUBLIC = [page for page in pages() if page.audience == "public"]


@pytest.fixture
def administrator(client, db):
    person = create_person(by=None, username="管理")
    since = {"valid_from": date(2010, 1, 1)}
    Assignment.objects.create(person=person, role=Role.ADMINISTRATOR, **since)
    client.force_login(person)
    return person


@pytest.fixture
def somebody(administrator):
    return create_person(by=administrator, username="某人", display_name="某某")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.key)
def test_a_page_declares_only_what_its_model_has(page):
    columns = [*page.columns, *(c for section in page.sections for c in section.columns)]
    for column in columns:
        first = column.path.replace(".", "__").split("__")[0]
        assert hasattr(page.model_class, first), f"{page.key}: {column.path}"


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.key)
def test_every_act_of_a_page_is_a_step_of_its_flow_or_a_verb_of_its_policy(page):
    if page.flow:
        known = {step.verb for step in flows[page.flow].steps}
    else:
        known = set(policy_of(page.model_class).grants)
    acts = [*page.acts, *([page.begin] if page.begin else [])]
    assert {act.verb for act in acts} <= known


@pytest.mark.django_db
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.key)
def test_a_list_opens_for_a_visitor_only_where_it_is_public(client, page):
    assert client.get(page.url).status_code == (200 if page.audience == "public" else 302)


def test_two_pages_may_not_share_a_key():
    with pytest.raises(ValueError, match="people"):
        register(Page("people", "core.Person", "又一个", columns=()))


def test_a_column_sorts_by_its_path_unless_told_otherwise():
    orders = [Column("a.b", "x"), Column("a", "x", order="c"), Column("a", "x", order=None)]
    assert [column.order_by for column in orders] == ["a__b", "c", None]


def test_the_straight_way_leads_to_the_good_end():
    page = page_of("returns")
    assert straight_way(flows["returns"]) == ["draft", "submitted", "verified", "accepted"]
    tones = [tone_of(page, state) for state in ("draft", "accepted", "discarded")]
    assert tones == ["info", "good", "quiet"]


def test_a_step_that_changes_no_state_leads_nowhere():
    page = page_of("coordination/tasks")
    way = straight_way(flows[page.flow])
    assert way == ["ordered", "accepted", "reporting", "submitted", "closed"]
    assert [tone_of(page, state) for state in ("closed", "withdrawn")] == ["good", "quiet"]


def test_a_list_is_filtered_by_its_address(client, somebody):
    table = client.get("/people/?username=某").context["table"]
    assert [row.record.username for row in table.rows] == ["某人"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_is_downloaded_as_filtered(client, somebody, form):
    answer = client.get(f"/people/?username=某&format={form}")
    assert f"people.{form}" in answer["Content-Disposition"]


def test_a_download_has_the_names_of_the_columns(client, somebody):
    lines = client.get("/people/?format=csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "用户名,姓名,在用,最近登录"


def test_a_case_shows_its_facts_and_what_can_be_done(client, somebody):
    text = client.get(f"/people/{somebody.pk}/").content.decode()
    assert "某某" in text
    assert "停用账号" in text


def test_a_step_is_done_by_posting_its_form(client, somebody):
    answer = client.post(f"/people/{somebody.pk}/core.person.deactivate/")
    assert answer["Location"] == f"/people/{somebody.pk}/"
    assert not Person.objects.get(pk=somebody.pk).is_active


def test_a_step_is_not_done_by_looking_at_it(client, somebody):
    assert client.get(f"/people/{somebody.pk}/core.person.deactivate/").status_code == 200
    assert Person.objects.get(pk=somebody.pk).is_active


def test_a_refused_step_says_why(client, administrator):
    answer = client.post(f"/people/{administrator.pk}/core.person.deactivate/")
    assert answer.status_code == 422
    assert "不能为自己办理" in answer.content.decode()


def test_an_unknown_step_is_not_found(client, somebody):
    assert client.get(f"/people/{somebody.pk}/fly/").status_code == 404


def test_a_new_case_is_begun_from_its_form(client, administrator):
    answer = client.post("/people/new/", {"username": "新人", "display_name": "新人"})
    made = Person.objects.get(username="新人")
    assert answer["Location"] == f"/people/{made.pk}/"


def test_a_fault_of_the_model_stands_beside_its_field(client, somebody):
    answer = client.post("/people/new/", {"username": "某人", "display_name": "又一人"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"username"}


def test_a_page_with_roles_is_closed_to_others(client, db):
    client.force_login(create_person(by=None, username="路人"))
    assert client.get("/people/").status_code == 403


def test_a_hidden_case_is_not_found(client, somebody):
    client.force_login(create_person(by=None, username="路人"))
    assert client.get(reverse("objections-case", kwargs={"pk": 1})).status_code == 404


def test_the_trail_tells_what_happened_newest_first(administrator, somebody):
    deactivate_person(by=administrator, person=somebody)
    told = trail_of(subject_of_person(somebody), {})
    assert [(item.words, item.by) for item in told] == [
        ("core.person.deactivate", str(administrator)),
        ("core.person.create", str(administrator)),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PUBLIC, ids=lambda page: page.key)
def test_open_data_are_only_what_a_visitor_sees(page):
    rows = policy_of(page.model_class).visible_to(AnonymousUser())
    assert rows.count() == 0 or page.public
