"""The pages of the papers: drafts without names, issued ones for whom they are for, and the log."""

import pytest
from django.urls import reverse

from zhiliang.core.models import Document, Event
from zhiliang.core.roles import Role
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.tests.conftest import HEATER, after, fresh


@pytest.fixture
def as_(client):
    """`as_(person)` opens an address: the text of a page; 200 or the status."""

    def sign_in(person):
        client.force_login(person)

        def open_(name, *, post=None, **parts):
            address = reverse(f"complaints_{name}", kwargs=parts)
            answer = client.get(address) if post is None else client.post(address, post)
            if answer.status_code != 200:
                return answer.status_code
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            return body.decode("utf-8", "replace")

        return open_

    return sign_in


@pytest.fixture
def terminated(sent, shop, officer):
    case = sent(firm=shop).complaint
    actions.accept(case, by=officer, at=after(days=1))
    return actions.terminate(case, by=officer, end_reason="3", at=after(days=8))


def of(case, kind="complaint"):
    return {"kind": kind, "pk": case.pk}


def test_the_list_names_what_can_be_made_and_nobody(terminated, officer, as_):
    text = as_(officer)("papers", **of(terminated))
    assert "投诉终止调解决定书" in text
    assert "投诉调解书" not in text
    assert HEATER["name"] not in text


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_draft_is_made_in_both_forms(terminated, officer, as_, form):
    assert len(as_(officer)(f"paper_{form}", key="ending", **of(terminated))) > 1000


def test_a_paper_is_issued_in_the_browser_with_its_blanks(terminated, officer, as_):
    given = {"number": "穗市监〔2026〕2号", "office_phone": "020-12345"}
    assert as_(officer)("issue", post=given, key="acceptance", **of(terminated)) == 302
    assert {one.number for one in Document.objects.all()} == {"穗市监〔2026〕2号"}


def test_who_opened_an_issued_paper_is_on_record(terminated, officer, head, as_):
    actions.issue_document("ending", terminated, by=officer)
    assert len(as_(head)("open", post={"form": "docx"}, key="ending", **of(terminated))) > 1000
    told = Event.objects.get(verb="complaints.complaint.open_document")
    assert (told.by, told.data["kind"]) == (head.pseudonym, "ending")


def test_the_firm_reads_what_was_issued_to_it_and_nothing_else(terminated, officer, clerk, as_):
    open_ = as_(clerk)
    assert open_("open", post={}, key="ending", **of(terminated)) == 404
    actions.issue_document("ending", terminated, by=officer)
    assert len(open_("open", post={}, key="ending", **of(terminated))) > 1000
    assert open_("open", post={}, key="complaint_register", **of(terminated)) == 404
    assert open_("paper_pdf", key="ending", **of(terminated)) == 404
    assert open_("issue", post={}, key="ending", **of(terminated)) == 403


def test_reading_a_draft_changes_nothing(terminated, officer, as_):
    actions.issue_document("ending", terminated, by=officer)
    before = Event.objects.count()
    as_(officer)("paper_pdf", key="ending", **of(terminated))
    assert Event.objects.count() == before


def test_an_auditor_gets_the_draft_alone(terminated, officer, person, as_):
    actions.issue_document("ending", terminated, by=officer)
    open_ = as_(person("审计", Role.AUDITOR))
    assert len(open_("paper_docx", key="ending", **of(terminated))) > 1000
    assert open_("open", post={}, key="ending", **of(terminated)) == 404


def test_another_city_finds_nothing(terminated, shenzhen, as_):
    assert as_(shenzhen)("papers", **of(terminated)) == 404
    assert as_(shenzhen)("paper_pdf", key="ending", **of(terminated)) == 404


def test_the_case_officer_prints_who_told_and_another_does_not(tip_off, officer, head, as_):
    actions.assign(tip_off, by=head, officer=officer, at=after(hours=1))
    asked = {"key": "tip_off_register", **of(tip_off, "tip-off")}
    assert as_(head)("issue", post={}, **asked) == 302
    assert not Event.objects.filter(verb="complaints.tipoff.unmask").exists()
    assert len(as_(officer)("issue", post={"form": "docx"}, **asked)) > 1000
    assert Event.objects.get(verb="complaints.tipoff.unmask").by == officer.pseudonym


def test_a_kind_of_case_that_there_is_not_is_not_found(complaint, officer, as_):
    assert as_(officer)("papers", kind="other", pk=complaint.pk) == 404
    assert as_(officer)("unmask", kind="other", pk=complaint.pk) == 404


def test_the_case_and_the_firm_s_own_page_lead_to_the_papers(terminated, officer, clerk, client):
    papers = reverse("complaints_papers", kwargs=of(fresh(terminated)))
    rooms = {officer: "complaints_complaint_room", clerk: "complaints/own-case"}
    for person, room in rooms.items():
        client.force_login(person)
        page = client.get(reverse(room, kwargs={"pk": terminated.pk}))
        assert papers in page.content.decode()
        assert client.get(papers).status_code == 200
