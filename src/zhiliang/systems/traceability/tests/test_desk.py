"""The firm's desk: keys shown once, tables with their faults, sites of its own."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zhiliang.core.errors import NotAllowed
from zhiliang.core.feed import write_csv
from zhiliang.core.models import Event, Place
from zhiliang.core.roles import Role
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.feeds import HEADINGS
from zhiliang.systems.traceability.models import InterfaceKey, Site
from zhiliang.systems.traceability.tests.conftest import DAIRY
from zhiliang.systems.traceability.tests.test_table import CHAIN, WRONG

DESK = "/traceability/desk/"
GLN = DAIRY.rpartition("/")[2]


@pytest.fixture
def desk(client, clerk, dairy):
    client.force_login(clerk)
    return client


@pytest.fixture
def rival(firm, person):
    return person("对手", Role.ENTERPRISE, organisation=firm("对手公司", "440300"))


def upload(desk, rows, behaviour="rollback"):
    file = SimpleUploadedFile("表.csv", write_csv(HEADINGS, rows))
    return desk.post(f"{DESK}table/", {"file": file, "behaviour": behaviour})


def test_a_key_is_shown_once(desk):
    page = desk.post(f"{DESK}keys/", {"label": "ERP"}).content.decode()
    secret = re.search(r'id="secret">([^<]+)<', page)[1]
    answer = desk.get("/epcis/events", HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert answer.status_code == 200
    assert secret not in desk.get(DESK).content.decode()


def test_a_key_is_revoked(desk):
    desk.post(f"{DESK}keys/", {"label": "ERP"})
    key = InterfaceKey.objects.get()
    desk.post(f"{DESK}keys/{key.pk}/revoke/")
    key.refresh_from_db()
    assert key.revoked_at


def test_nobody_revokes_anothers_key(desk, client, rival):
    desk.post(f"{DESK}keys/", {"label": "ERP"})
    client.force_login(rival)
    assert client.post(f"{DESK}keys/{InterfaceKey.objects.get().pk}/revoke/").status_code == 404


def test_a_table_is_taken_and_listed(desk):
    assert upload(desk, CHAIN).status_code == 302
    page = desk.get(DESK).content.decode()
    assert "没有错误" in page and "包装" in page


def test_faults_of_a_table_are_told_by_line(desk):
    answer = upload(desk, [CHAIN[0], WRONG[0][0]])
    assert answer.status_code == 422
    assert "第 3 行" in answer.content.decode()


def test_what_is_no_table_is_refused(desk):
    file = SimpleUploadedFile("表.csv", b"\x00\x01")
    answer = desk.post(f"{DESK}table/", {"file": file, "behaviour": "rollback"})
    assert answer.status_code == 422


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_can_be_sent_as_it_is(desk, form):
    answer = desk.get(f"{DESK}template.{form}")
    file = SimpleUploadedFile(f"t.{form}", answer.content)
    assert desk.post(f"{DESK}table/", {"file": file, "behaviour": "rollback"}).status_code == 302


def test_a_site_is_declared_by_its_firm(desk, dairy):
    told = {"gln": GLN, "name": "一号厂", "place": "440100"}
    answer = desk.post("/traceability/sites/new/", told)
    assert answer.status_code == 302
    site = Site.objects.get()
    assert (site.canonical, site.organisation, site.public) == (DAIRY, dairy, False)
    assert Event.objects.filter(verb="traceability.site.declare").exists()


def test_a_site_of_another_firm_cannot_be_taken(desk, dairy, clerk, rival, firm):
    actions.declare_site(by=clerk, organisation=dairy, gln=GLN, name="一号厂")
    other = rival.assignments.get().organisation
    with pytest.raises(actions.OtherOwner):
        actions.declare_site(by=rival, organisation=other, gln=GLN, name="我的")


def test_an_officer_of_the_place_corrects_a_site(dairy, clerk, person):
    site = actions.declare_site(by=clerk, organisation=dairy, gln=GLN, name="一号厂")
    officer = person("市员", Role.CITY_OFFICER, place_id="440100")
    place = Place.objects.get(pk="440100")
    assert actions.correct_site(site, by=officer, name="二号厂", place=place).name == "二号厂"
    stranger = person("别市", Role.CITY_OFFICER, place_id="440300")
    with pytest.raises(NotAllowed):
        actions.correct_site(site, by=stranger, name="三号厂", place=place)


def test_a_firm_does_not_browse_the_sites_of_others(client, dairy, clerk, rival):
    actions.declare_site(by=clerk, organisation=dairy, gln=GLN, name="一号厂")
    client.force_login(rival)
    assert "一号厂" not in client.get("/traceability/sites/").content.decode()


def test_a_job_tells_its_errors_with_pointer(desk, capture):
    capture({"type": "ObjectEvent"})
    page = desk.get("/traceability/jobs/").content.decode()
    address = re.search(r'href="(/traceability/jobs/\d+/)"', page)[1]
    assert "/epcisBody/eventList/0" in desk.get(address).content.decode()


def test_events_are_found_by_code(desk):
    upload(desk, CHAIN)
    found = desk.get("/traceability/events/?code=06901234567892 A").content.decode()
    assert "共 2 条" in found
    assert "共 0 条" in desk.get("/traceability/events/?code=x").content.decode()


@pytest.mark.parametrize("page", ["events", "jobs", "sites"])
def test_officers_and_the_firm_read_the_lists(client, desk, person, page):
    upload(desk, CHAIN)
    assert desk.get(f"/traceability/{page}/").status_code == 200
    client.force_login(person("省员", Role.PROVINCIAL_OFFICER))
    assert client.get(f"/traceability/{page}/").status_code == 200
