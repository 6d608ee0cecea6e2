"""One figure from draft to accepted: who may do what, and what corrections leave behind."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from zhiliang.core.errors import ClerkError
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Event
from zhiliang.core.roles import Role
from zhiliang.systems.returns import actions
from zhiliang.systems.returns.models import Figure
from zhiliang.systems.returns.tests.tables import MARKET, TODAY

KEY = {"indicator": MARKET, "place": "440100", "period": "2014"}


def enter(by, **cells):
    return actions.enter(by=by, today=TODAY, **{**KEY, **cells})


def test_a_figure_begins_as_a_draft(officer):
    figure = enter(officer, numerator="183", denominator="200")
    assert (figure.state, figure.entered_by, figure.exact) == ("draft", officer, 91.5)


def test_a_fault_is_told_beside_its_field(officer):
    with pytest.raises(ValidationError) as caught:
        enter(officer, value="101")
    assert list(caught.value.message_dict) == ["value"]


def test_a_figure_of_another_city_is_refused(officer):
    with pytest.raises(ValidationError) as caught:
        enter(officer, place="深圳", value="91")
    assert list(caught.value.message_dict) == ["place"]


def test_a_second_draft_of_one_figure_is_refused(draft, officer):
    with pytest.raises(ClerkError):
        enter(officer, period="2015", value="90")


def test_a_figure_that_is_in_force_is_corrected_not_entered_again(accepted, officer):
    with pytest.raises(ClerkError, match="更正"):
        enter(officer, period="2015", value="90")


def test_who_has_no_part_in_returns_enters_nothing(person):
    with pytest.raises((FlowRefused, ValidationError)):
        enter(person("审计", Role.AUDITOR), value="91")


def test_a_department_enters_under_its_name(builder):
    assert enter(builder, place="全省", value="91").department_id == "housing"


def test_a_draft_is_edited_but_stays_the_same_figure(draft, officer):
    figure = actions.edit(draft, by=officer, today=TODAY, value="92", period="2013")
    assert (figure.value_e6, figure.period) == (92_000_000, "2015")


def test_a_discarded_draft_makes_room(draft, officer):
    actions.discard(draft, by=officer)
    assert enter(officer, period="2015", value="90").state == "draft"


def test_nobody_verifies_what_they_submitted(draft, officer):
    actions.submit(draft, by=officer)
    with pytest.raises(FlowRefused):
        actions.verify(draft, by=officer)


def test_nobody_verifies_what_they_entered(draft, officer, colleague):
    actions.submit(draft, by=colleague)
    with pytest.raises(FlowRefused):
        actions.verify(draft, by=officer)


def test_a_city_does_not_accept_its_own_figures(draft, officer, colleague):
    actions.submit(draft, by=officer)
    actions.verify(draft, by=colleague)
    with pytest.raises(FlowRefused):
        actions.accept(draft, by=colleague)


def test_the_office_puts_a_verified_figure_in_force(accepted, office):
    assert (accepted.state, accepted.accepted_by) == ("accepted", office)


def test_a_draft_cannot_be_accepted(draft, office):
    with pytest.raises(FlowRefused):
        actions.accept(draft, by=office)


def test_what_is_sent_back_can_be_edited_and_submitted_again(draft, officer, colleague):
    actions.submit(draft, by=officer)
    back = actions.send_back(draft, by=colleague, reason="分母不全")
    assert (back.state, back.sent_back_reason, back.submitted_by) == ("returned", "分母不全", None)
    actions.edit(back, by=officer, today=TODAY, value="90")
    assert actions.submit(back, by=officer).state == "submitted"


def test_sending_back_needs_a_reason(draft, officer, colleague):
    actions.submit(draft, by=officer)
    with pytest.raises(ValidationError):
        actions.send_back(draft, by=colleague, reason=" ")


def test_a_correction_leaves_the_old_figure_in_force_until_it_is_accepted(accepted, officer):
    version = actions.correct(accepted, by=officer, today=TODAY, reason="漏报", value="92")
    assert (version.state, version.corrects, version.reason) == ("draft", accepted, "漏报")
    assert Figure.objects.get(state="accepted") == accepted


def test_an_accepted_correction_supersedes_and_keeps_the_old(accepted, officer, colleague, office):
    version = actions.correct(accepted, by=officer, today=TODAY, reason="漏报", value="92")
    actions.submit(version, by=officer)
    actions.verify(version, by=colleague)
    actions.accept(version, by=office)
    accepted.refresh_from_db()
    assert (accepted.state, accepted.value_e6) == ("superseded", 91_500_000)
    assert Figure.objects.get(state="accepted").value_e6 == 92_000_000


def test_a_correction_needs_a_reason(accepted, officer):
    with pytest.raises(ValidationError):
        actions.correct(accepted, by=officer, today=TODAY, reason="", value="92")


def test_a_city_does_not_correct_a_published_figure(take, officer):
    take({"value": "91", "source": "公布"})
    with pytest.raises(ValidationError):
        actions.correct(Figure.objects.get(), by=officer, today=TODAY, reason="不对", value="92")


def test_evidence_is_kept_once_and_named_in_the_log(draft, officer):
    for _time in range(2):
        actions.attach_evidence(draft, by=officer, name="抽检报告.pdf", content=b"%PDF")
    held = draft.evidence.get()
    told = Event.objects.filter(verb="returns.figure.attach_evidence").first()
    assert (held.name, told.data["evidence"]) == ("抽检报告.pdf", held.sha256)


def test_every_step_leaves_an_event_that_names_no_person(accepted, officer):
    events = Event.objects.filter(subject=f"returns.figure:{accepted.pk}")
    verbs = [event.verb.rpartition(".")[2] for event in events.order_by("number")]
    assert verbs == ["enter", "submit", "verify", "accept"]
    assert {event.place for event in events} == {"440100"}
    assert officer.username not in str([event.data for event in events])


def test_only_acceptance_touches_the_lake(accepted):
    touched = {e.verb: e.data["tables"] for e in Event.objects.filter(verb__startswith="returns.")}
    assert [verb for verb, tables in touched.items() if tables] == ["returns.figure.accept"]


def violates(**fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.update(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"denominator": 0},
        {"status": "suppressed"},
        {"value_e6": None},
        {"source": "records"},
        {"superseded_at": "2016-01-01T00:00:00Z"},
        {"accepted_at": None},
        {"accepted_by": None},
        {"verified_at": None, "verified_by": None},
        {"state": "superseded"},
    ],
    ids=lambda fields: "-".join(fields),
)
def test_the_database_refuses_nonsense(accepted, fields):
    violates(**fields)


def test_the_database_wants_four_eyes(accepted, officer):
    violates(verified_by=officer)


def test_the_database_holds_one_figure_in_force(accepted):
    accepted.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        accepted.save(force_insert=True)


def test_the_database_wants_a_reason_for_a_correction(accepted):
    violates(corrects=accepted)
