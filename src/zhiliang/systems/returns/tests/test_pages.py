"""The pages of returns in the hands of a city officer."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from zhiliang.core.roles import Role
from zhiliang.systems.returns import actions
from zhiliang.systems.returns.models import Figure, Mapping
from zhiliang.systems.returns.tests.tables import MARKET, table

NEW = {"indicator": MARKET, "place": "广州", "period": "2014", "status": "ok", "value": "91.5"}


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def upload(desk, *rows, **fields):
    file = SimpleUploadedFile("表.csv", table(*rows))
    return desk.post(reverse("returns-import"), {"file": file, **fields})


def test_a_visitor_is_sent_to_the_login_page(client):
    assert client.get(reverse("returns-asked")).status_code == 302


def test_an_auditor_has_no_business_here(client, person, draft):
    client.force_login(person("审计", Role.AUDITOR))
    assert client.get(reverse("returns-import")).status_code == 403
    assert client.get(reverse("returns-case", args=[draft.pk])).status_code == 404


def test_the_list_names_the_figures_of_the_own_place(desk, draft):
    page = desk.get(reverse("returns-list")).content.decode()
    assert "重点产品市场抽检合格率" in page
    assert "广州市" in page


def test_figures_of_another_city_are_not_found(desk, take):
    take({"place": "深圳", "value": "91"})
    foreign = Figure.objects.get()
    assert desk.get(reverse("returns-case", args=[foreign.pk])).status_code == 404


def test_a_figure_is_entered_through_the_form(desk, officer):
    desk.post(reverse("returns-new"), NEW)
    assert Figure.objects.get().entered_by == officer


def test_a_fault_stands_beside_its_field(desk):
    answer = desk.post(reverse("returns-new"), NEW | {"value": "101"})
    assert answer.status_code == 422
    assert "value" in answer.context["form"].errors


def test_the_case_page_offers_what_can_be_done_now(desk, draft):
    page = desk.get(reverse("returns-case", args=[draft.pk])).content.decode()
    assert reverse("returns-act", args=[draft.pk, "submit"]) in page
    assert reverse("returns-act", args=[draft.pk, "accept"]) not in page


def test_the_case_page_shows_earlier_versions(desk, take):
    take({"value": "91.5"})
    take({"value": "92"})
    current = Figure.objects.get(state="accepted")
    page = desk.get(reverse("returns-case", args=[current.pk])).content.decode()
    assert "91.5" in page


def test_evidence_is_uploaded_and_downloaded_again(desk, draft):
    file = SimpleUploadedFile("报告.pdf", b"%PDF-1.7")
    desk.post(reverse("returns-act", args=[draft.pk, "attach_evidence"]), {"file": file})
    held = draft.evidence.get()
    answer = desk.get(reverse("returns-evidence", args=[draft.pk, held.sha256]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"


def test_evidence_of_a_foreign_figure_is_not_found(client, draft, person):
    client.force_login(person("深圳", Role.CITY_OFFICER, place_id="440300"))
    assert client.get(reverse("returns-evidence", args=[draft.pk, "0" * 64])).status_code == 404


def test_the_asked_page_links_to_a_prefilled_form(desk):
    page = desk.get(reverse("returns-asked"), {"period": "2015"}).content.decode()
    assert f"{reverse('returns-new')}?indicator={MARKET}" in page


def test_all_drafts_of_a_period_are_submitted_at_once(desk, take, officer):
    take({"value": "91"}, {"indicator": "equipment.inspection_rate", "value": "97"}, by=officer)
    desk.post(f"{reverse('returns-asked')}?period=2015", {"verb": "submit"})
    assert set(Figure.objects.values_list("state", flat=True)) == {"submitted"}


def test_what_one_entered_is_not_among_what_one_may_verify(desk, take, officer, colleague):
    take({"value": "91"}, by=officer)
    actions.submit_all(Figure.objects.all(), by=colleague)
    desk.post(f"{reverse('returns-asked')}?period=2015", {"verb": "verify"})
    assert Figure.objects.get().state == "submitted"


def test_a_step_that_is_not_for_all_is_not_found(desk):
    url = f"{reverse('returns-asked')}?period=2015"
    assert desk.post(url, {"verb": "discard"}).status_code == 404


def test_a_place_outside_the_scope_is_not_found(desk):
    assert desk.get(reverse("returns-asked"), {"place": "440300"}).status_code == 404


def test_the_worksheet_is_a_workbook(desk):
    answer = desk.get(reverse("returns-worksheet"), {"period": "2015"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["D2"].value == "440100"


def test_an_imported_file_becomes_drafts(desk):
    assert upload(desk, {"value": "91"}).status_code == 302
    assert Figure.objects.get().state == "draft"


def test_a_bad_file_shows_every_fault_with_its_line(desk):
    answer = upload(desk, {"value": "91"}, {"value": "x"}, {"place": "乌有", "value": "9"})
    assert answer.status_code == 422
    assert [reject["line"] for reject in answer.context["rejected"]] == [3, 4]
    assert Figure.objects.count() == 0


def test_a_check_writes_nothing(desk):
    assert upload(desk, {"value": "91"}, dry_run="on").status_code == 200
    assert Figure.objects.count() == 0


def test_a_file_that_is_no_table_is_told_at_the_form(desk):
    file = SimpleUploadedFile("图.png", b"\x89PNG\r\n\x1a\n")
    answer = desk.post(reverse("returns-import"), {"file": file})
    assert (answer.status_code, bool(answer.context["form"].errors)) == (422, True)


def test_an_own_layout_is_described_once_and_used_again(desk):
    desk.post(reverse("returns-layout"), {"name": "月报", "column_value": "完成数"})
    layout = Mapping.objects.get()
    assert layout.columns == {"完成数": "value"}
    answer = upload(desk, {"value": "91"}, layout=layout.pk)
    assert answer.status_code == 302


def test_a_verified_figure_is_accepted_by_the_office_on_its_page(
    client, draft, officer, colleague, office
):
    actions.verify(actions.submit(draft, by=officer), by=colleague)
    client.force_login(office)
    client.post(reverse("returns-act", args=[draft.pk, "accept"]))
    draft.refresh_from_db()
    assert draft.state == "accepted"
