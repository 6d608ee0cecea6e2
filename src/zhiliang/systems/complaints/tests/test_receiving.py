"""Something comes in: two cases of one submission, identity, receipts, floods, repeats."""

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.models import Event
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.keys import mistyped, opens, phone_key
from zhiliang.systems.complaints.models import Submission
from zhiliang.systems.complaints.tests.conftest import BOTH, HEATER, RECEIVED, after


def test_one_submission_becomes_a_complaint_and_a_tip_off(sent):
    receipt = sent(wants=BOTH)
    assert receipt.complaint.submission == receipt.tip_off.submission
    assert (receipt.complaint.state, receipt.tip_off.state) == ("received", "received")


def test_the_receipt_s_code_opens_the_status_and_another_does_not(sent):
    receipt = sent()
    submission = receipt.submission
    assert opens(submission.code_digest, submission.number, receipt.code)
    assert not opens(submission.code_digest, submission.number, "AAAAAAAAAAAA")
    assert receipt.code not in submission.code_digest


@pytest.mark.parametrize("place", range(12))
def test_a_slip_in_a_code_is_noticed(sent, place):
    code = sent().code
    other = "A" if code[place] != "A" else "B"
    assert mistyped(code[:place] + other + code[place + 1 :])
    assert not mistyped(f" {code[:4]}-{code[4:]} ".lower())


@pytest.mark.parametrize("name", ["name", "phone", "address", "firm_name", "demand", "text"])
def test_a_complaint_needs_what_article_10_asks_for(sent, name):
    with pytest.raises(ValidationError) as refused:
        sent(**{name: " "})
    assert name in refused.value.message_dict


def test_a_complaint_is_never_anonymous_but_a_tip_off_may_be(sent):
    nobody = {"anonymous": True, "name": "", "phone": "", "address": ""}
    with pytest.raises(ValidationError):
        sent(**nobody)
    assert sent(wants=("tip_off",), **nobody).tip_off.submission.masked_name == "匿名"


def test_personal_values_are_not_in_the_log(sent):
    sent(wants=BOTH)
    told = str(list(Event.objects.values_list("data", flat=True)))
    assert not any(HEATER[name] in told for name in ("name", "phone", "address", "text"))


def test_personal_values_are_encrypted_at_rest(sent):
    sent()
    with_text = Submission.objects.extra(select={"raw": "name"}).values_list("raw", flat=True)
    assert HEATER["name"] not in str(with_text.get())


def test_the_same_phone_however_it_is_written_has_one_key():
    assert (
        phone_key("138 0000 0001")
        == phone_key("+86-13800000001")
        == phone_key("１３８００００００01")
    )


def test_one_address_is_bounded_and_told_so(guangdong):
    for minute in range(20):
        actions.submit(wants=("tip_off",), sender="10.0.0.1", at=after(minutes=minute), **HEATER)
    with pytest.raises(actions.Flooded) as refused:
        actions.submit(wants=("tip_off",), sender="10.0.0.1", at=after(minutes=30), **HEATER)
    assert "20" in str(refused.value)
    assert Submission.objects.count() == 20


def test_after_an_hour_and_from_elsewhere_it_goes_on(guangdong):
    for _ in range(20):
        actions.submit(wants=("tip_off",), sender="10.0.0.1", at=RECEIVED, **HEATER)
    actions.submit(wants=("tip_off",), sender="10.0.0.1", at=after(hours=1), **HEATER)
    actions.submit(wants=("tip_off",), sender="10.0.0.2", at=after(minutes=1), **HEATER)
    assert Submission.objects.count() == 22


def test_a_purchase_in_the_future_is_refused(sent):
    with pytest.raises(ValidationError, match="将来"):
        sent(bought_on=after(days=2).date())


def test_texts_of_20_000_characters_and_emoji_are_kept_whole(sent):
    text = "漏电🔥<script>alert(1)</script>" * 600
    assert len(text) < 20_000
    kept = Submission.objects.get(pk=sent(text=text).submission.pk)
    assert kept.text == text


def test_a_longer_text_is_refused_with_its_field(sent):
    with pytest.raises(ValidationError) as refused:
        sent(text="长" * 20_001)
    assert "text" in refused.value.message_dict


def test_the_same_person_about_the_same_firm_is_a_repeat_once_the_first_ended(
    sent, accepted, officer
):
    assert sent(at=after(days=2)).complaint.repeat_of is None
    actions.terminate(accepted, by=officer, end_reason="3", at=after(days=3))
    again = sent(at=after(days=4), phone="+86 13800000001").complaint
    assert again.repeat_of == accepted
    assert sent(at=after(days=5), phone="13900000000").complaint.repeat_of is None


def test_an_officer_registers_only_for_the_own_places(officer):
    with pytest.raises(ValidationError, match="管辖"):
        actions.register(
            by=officer, wants=("complaint",), channel="phone", **HEATER | {"place_id": "440300"}
        )
    assert not Submission.objects.exists()


def test_a_file_that_is_too_large_is_refused_and_nothing_is_kept(sent):
    with pytest.raises(Exception, match="20 MB"):
        sent(photos=[("video.mp4", b"0" * (21 * 1024 * 1024))])
    assert not Submission.objects.exists()
