"""Food: the laboratory of a re-test is drawn from the published directory, never chosen."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Event
from zhiliang.core.policy import visible
from zhiliang.core.roles import Role
from zhiliang.methods.draw import verify_documents
from zhiliang.systems.sampling import actions, models
from zhiliang.systems.sampling.judging import retest_laboratories
from zhiliang.systems.sampling.models import (
    RetestDraw,
    RetestLaboratory,
    SamplingCase,
)
from zhiliang.systems.sampling.pages.objections import objections as page
from zhiliang.systems.sampling.tests.conftest import days, found

ENTROPY = {
    "entropy_source": "示例彩票第2026031期",
    "entropy_spelling": "依摇出顺序，两位数，一个空格隔开",
    "entropy_known_at": days(12),
}


@pytest.fixture
def taken(taken):
    """The sample is one of food."""
    SamplingCase.objects.filter(pk=taken.pk).update(regime_key="food")
    return SamplingCase.objects.get(pk=taken.pk)


@pytest.fixture
def third_laboratory(organisation):
    return organisation("示例第三检验所")


@pytest.fixture
def directory(laboratory, other_laboratory, third_laboratory):
    """The first laboratory and two others stand in the published directory."""
    day = days(-60).date()
    return [
        RetestLaboratory.objects.create(organisation=one, listed_from=day)
        for one in (laboratory, other_laboratory, third_laboratory)
    ]


@pytest.fixture
def accepted(delivered, owner, province, directory):
    case = delivered()
    objection = actions.object_to(
        case,
        by=owner(case.firm),
        organisation=case.firm,
        kind="result",
        grounds="头模不符",
        items=["impact"],
        at=days(10),
    )
    return actions.accept(objection, by=province, at=days(11))


@pytest.fixture
def shut(accepted, province):
    return actions.freeze_laboratories(accepted, by=province, at=days(11), **ENTROPY)


@pytest.fixture
def named(shut, province):
    return actions.draw_laboratory(shut.objection, by=province, entropy="07 11 25", at=days(13))


@pytest.fixture
def of_drawn(named, person):
    """Somebody of the laboratory that was drawn."""
    return person("抽中者", Role.LABORATORY, organisation=named.laboratory)


@pytest.fixture
def declined(named, of_drawn):
    return actions.decline(named, by=of_drawn, why="unable", note="仪器停用检修", at=days(14))


def before_of(draw):
    return json.loads(RetestDraw.objects.get(pk=draw.pk).before)


def excluded(draw):
    (stratum,) = before_of(draw)["strata"].values()
    return stratum["excluded"]


def test_nobody_names_the_laboratory_by_hand(accepted, owner, province, other_laboratory):
    actions.arrange(accepted, by=owner(accepted.organisation), fee_fen=1, at=days(12))
    with pytest.raises(FlowRefused, match="随机确定.*第三十二条"):
        actions.name_laboratory(accepted, by=province, laboratory=other_laboratory, at=days(13))


def test_the_documents_of_the_draw_verify(named):
    draw = named.draws.get()
    assert verify_documents(json.loads(draw.before), json.loads(draw.after)) == []


def test_a_doctored_directory_does_not_verify(named):
    draw = named.draws.get()
    before = json.loads(draw.before)
    before["strata"]["复检机构名录"]["firms"].pop()
    assert verify_documents(before, json.loads(draw.after))


def test_who_was_drawn_re_tests(named):
    assert named.state == "retesting"
    assert (
        named.laboratory == named.draws.get().laboratory == models.Testing.objects.last().laboratory
    )


def test_the_first_laboratory_is_left_out_with_the_reason(shut, laboratory):
    assert excluded(shut) == {f"{laboratory.name}（#{laboratory.pk}）": "初检机构（第三十二条）"}


def test_whatever_number_comes_the_first_laboratory_is_not_drawn(shut, laboratory):
    from zhiliang.methods.draw import after_document

    nonce = RetestDraw.objects.get(pk=shut.pk).nonce
    results = {
        after_document(before_of(shut), nonce, f"{number:02d}")["drawn"]["复检机构名录"][0]
        for number in range(40)
    }
    assert len(results) == 2 and not any(laboratory.name in one for one in results)


def test_a_laboratory_with_business_with_the_applicant_is_left_out(
    accepted, owner, province, other_laboratory
):
    by = owner(accepted.organisation)
    actions.declare_interest(
        accepted, by=by, laboratory=other_laboratory, note="委托日常检验", at=days(11)
    )
    shut = actions.freeze_laboratories(accepted, by=province, at=days(11), **ENTROPY)
    assert any("利害关系" in why for why in excluded(shut).values())
    named = actions.draw_laboratory(accepted, by=province, entropy="01", at=days(13))
    assert named.laboratory.name == "示例第三检验所"


def test_an_interest_declared_after_the_freeze_is_a_change_of_the_lists(
    shut, province, other_laboratory
):
    one = shut.objection
    actions.declare_interest(
        one, by=province, laboratory=other_laboratory, note="委托检验", at=days(12)
    )
    with pytest.raises(actions.ListsChanged, match="示例复检中心"):
        actions.draw_laboratory(one, by=province, entropy="01", at=days(13))


def test_one_who_left_the_directory_is_not_in_the_list(accepted, province, directory):
    RetestLaboratory.objects.filter(pk=directory[2].pk).update(listed_to=days(5).date())
    shut = actions.freeze_laboratories(accepted, by=province, at=days(11), **ENTROPY)
    (stratum,) = before_of(shut)["strata"].values()
    assert len(stratum["firms"]) == 2


def test_without_anybody_left_nothing_is_frozen(accepted, province, directory):
    RetestLaboratory.objects.exclude(pk=directory[0].pk).delete()
    with pytest.raises(ValidationError, match="没有可以抽的"):
        actions.freeze_laboratories(accepted, by=province, at=days(11), **ENTROPY)


def test_nothing_is_drawn_before_the_number_is_known(shut, province):
    with pytest.raises(ValidationError, match="才公布"):
        actions.draw_laboratory(shut.objection, by=province, entropy="01", at=days(11))


def test_the_number_must_lie_in_the_future_of_the_freeze(accepted, province):
    with pytest.raises(ValidationError, match="冻结名录以后"):
        actions.freeze_laboratories(accepted, by=province, at=days(12), **ENTROPY)


def test_nothing_is_drawn_that_was_not_frozen(accepted, province):
    with pytest.raises(FlowRefused, match="还没有冻结"):
        actions.draw_laboratory(accepted, by=province, entropy="01", at=days(13))


def test_there_is_one_draw_at_a_time(shut, province):
    with pytest.raises(ValidationError, match="已有抽取"):
        actions.freeze_laboratories(shut.objection, by=province, at=days(11), **ENTROPY)


def test_an_annulled_draw_makes_way_for_another(shut, province):
    actions.annul_laboratories(shut.objection, by=province, reason="彩票停售", at=days(12))
    told = ENTROPY | {"entropy_known_at": days(13)}
    again = actions.freeze_laboratories(shut.objection, by=province, at=days(12), **told)
    assert again.round == 2 and excluded(again) == excluded(shut)


def test_the_nonce_lies_encrypted_and_the_log_has_only_digests(shut):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT nonce FROM sampling_retestdraw")
        assert shut.nonce not in cursor.fetchone()[0]
    event = Event.objects.get(verb="sampling.objection.freeze_laboratories")
    assert event.data["before"] == shut.before_digest
    assert "示例复检中心" not in json.dumps(event.data, ensure_ascii=False)


def test_one_that_cannot_says_so_and_is_not_drawn_again(declined, province):
    first = declined.draws.get()
    told = ENTROPY | {"entropy_known_at": days(15)}
    actions.freeze_laboratories(declined, by=province, at=days(14), **told)
    named = actions.draw_laboratory(declined, by=province, entropy="07 11 25", at=days(16))
    assert named.laboratory != first.laboratory
    assert any("无法承担" in why for why in excluded(named.draws.get(round=2)).values())


def test_a_declined_re_test_waits_for_another_draw(declined):
    assert (declined.state, declined.laboratory) == ("accepted", None)
    assert not models.Testing.objects.filter(round="retest").exists()


def test_a_refusal_is_in_writing(named, of_drawn):
    with pytest.raises(ValidationError):
        actions.decline(named, by=of_drawn, why="unable", note=" ", at=days(14))


@pytest.mark.parametrize(("day", "late"), [(15, None), (16, True)])
def test_an_explanation_after_two_working_days_is_marked_late(named, of_drawn, day, late):
    actions.decline(named, by=of_drawn, why="interest", note="日常委托", at=days(day))
    assert Event.objects.get(verb="sampling.objection.decline").data.get("late") is late


def test_another_laboratory_does_not_decline(named, tester):
    with pytest.raises(FlowRefused):
        actions.decline(named, by=tester, why="unable", note="x", at=days(14))


def test_an_industrial_re_test_is_not_drawn(accepted, province):
    SamplingCase.objects.filter(pk=accepted.case_id).update(regime_key="industrial")
    with pytest.raises(FlowRefused, match="随机确定"):
        actions.freeze_laboratories(accepted, by=province, at=days(11), **ENTROPY)


def test_a_drawn_re_test_is_tested_and_told(named, of_drawn, province):
    actions.receive_spare(
        named, by=of_drawn, seals_intact=True, condition="完好", fee_fen=80000, at=days(14)
    )
    actions.retest(
        named, by=of_drawn, found=found({"impact": "399"}), report_number="F-1", at=days(20)
    )
    objection = actions.conclude_retest(named, by=province, at=days(21))
    assert (objection.state, objection.case.conclusion) == ("upheld", "pass")
    assert models.Testing.objects.get(round="retest").received_at == days(14)


def test_a_spare_sample_with_a_broken_seal_is_not_received(named, of_drawn):
    with pytest.raises(ValidationError, match="封条破损"):
        actions.receive_spare(named, by=of_drawn, seals_intact=False, condition="x", at=days(14))


def clock(objection):
    found = page.clock(objection, days(9).date())
    return found and (found.step, str(found.last_day))


def test_the_clocks_of_a_re_test_are_those_of_its_articles(accepted, shut, province, of_drawn):
    told = [clock(accepted)]
    one = RetestDraw.objects.get().objection
    told.append(clock(one))
    actions.receive_spare(one, by=of_drawn, seals_intact=True, condition="完好", at=days(14))
    told.append(clock(one))
    actions.retest(one, by=of_drawn, found=found({"impact": "399"}), report_number="F", at=days(20))
    one.refresh_from_db()
    told.append(clock(one))
    # from 13, 15, 16 and 22 March, a Sunday
    assert told == [
        ("确定复检机构", "2026-03-20"),
        ("移交备份样品", "2026-03-18"),
        ("报送复检结论", "2026-03-30"),
        ("告知复检结论", "2026-03-27"),
    ]


def test_the_drawn_laboratory_is_found_again(named):
    checked = retest_laboratories(days(0).date(), days(20).date())
    assert checked.count == 1 and checked.differences == []


def test_another_laboratory_than_the_one_drawn_is_found_out(named, laboratory):
    type(named).objects.filter(pk=named.pk).update(laboratory=laboratory)
    assert retest_laboratories(days(0).date(), days(20).date()).differences


def test_a_doctored_document_is_found_out(named):
    draw = named.draws.get()
    RetestDraw.objects.filter(pk=draw.pk).update(after=draw.after.replace("07 11", "07 12"))
    assert retest_laboratories(days(0).date(), days(20).date()).differences


# pages and policy


def documents(client, draw):
    return {
        which: client.get(reverse("sampling_retest_document", args=[draw.pk, which])).status_code
        for which in ("before", "after")
    }


def test_the_applicant_downloads_both_documents(client, named, owner):
    client.force_login(owner(named.organisation))
    assert documents(client, named.draws.get()) == {"before": 200, "after": 200}


def test_before_the_draw_there_is_one_document(client, shut, owner):
    client.force_login(owner(shut.objection.organisation))
    assert documents(client, shut) == {"before": 200, "after": 404}


def test_the_documents_come_in_the_bytes_that_were_hashed(client, named, owner):
    import hashlib

    client.force_login(owner(named.organisation))
    draw = named.draws.get()
    content = client.get(reverse("sampling_retest_document", args=[draw.pk, "before"])).content
    assert hashlib.sha256(content).hexdigest() == draw.before_digest


def test_no_nonce_is_downloaded(client, shut, owner):
    client.force_login(owner(shut.objection.organisation))
    assert client.get(reverse("sampling_retest_document", args=[shut.pk, "nonce"])).status_code == (
        404
    )


def test_another_firm_sees_no_draw(named, owner, firms):
    other = next(one for one in firms if one.pk != named.organisation_id)
    assert not visible(owner(other), RetestDraw).exists()


def test_a_visitor_sees_the_directory_and_no_draw(client, named):
    shown = client.get(reverse("sampling/retest-laboratories-list")).content.decode()
    assert "示例第三检验所" in shown
    assert not visible(None, RetestDraw).exists()


def test_the_laboratory_that_declined_still_sees_the_objection_and_no_longer_the_sample(
    declined, of_drawn
):
    assert visible(of_drawn, type(declined)).filter(pk=declined.pk).exists()
    assert not visible(of_drawn, SamplingCase).exists()


def test_the_page_tells_each_round_with_its_digests(client, declined, province):
    client.force_login(province)
    shown = client.get(reverse("sampling_dispute", args=[declined.pk])).content.decode()
    assert declined.draws.get().before_digest in shown and "仪器停用检修" in shown


def test_the_page_offers_the_draw_and_no_naming(client, accepted, province):
    client.force_login(province)
    shown = client.get(reverse("sampling/objections-case", args=[accepted.pk])).content.decode()
    assert "/freeze_laboratories/" in shown and "/draw_laboratory/" not in shown
    assert "/name_laboratory/" not in shown and "/decide/" not in shown


def test_the_forms_freeze_and_draw(client, accepted, province, monkeypatch):
    def act(verb, data, day):
        monkeypatch.setattr("django.utils.timezone.now", lambda: days(day))
        client.force_login(province)
        return client.post(reverse("sampling/objections-act", args=[accepted.pk, verb]), data)

    told = ENTROPY | {"entropy_known_at": "2026-03-14T12:00"}
    assert act("freeze_laboratories", told, 11).status_code == 302
    assert act("draw_laboratory", {"entropy": "07 11 25"}, 13).status_code == 302
    accepted.refresh_from_db()
    assert accepted.state == "retesting"


def test_the_applicant_declares_an_interest_on_a_form(client, accepted, owner, other_laboratory):
    client.force_login(owner(accepted.organisation))
    address = reverse("sampling/objections-act", args=[accepted.pk, "declare_interest"])
    data = {"laboratory": other_laboratory.pk, "note": "委托日常检验"}
    assert client.post(address, data).status_code == 302
    assert accepted.interests.get().organisation == other_laboratory


def test_the_laboratory_declines_on_a_form(client, named, of_drawn):
    client.force_login(of_drawn)
    address = reverse("sampling/objections-act", args=[named.pk, "decline"])
    answer = client.post(address, {"why": "unable", "note": "检修"}, follow=True)
    assert answer.status_code == 200
    named.refresh_from_db()
    assert named.state == "accepted"


def test_the_order_to_re_test_says_by_which_draw(named):
    from zhiliang.systems.sampling.documents.making import form_of

    for language, words in (("zh", "由随机抽取"), ("en", "drawn by lot")):
        body = form_of("retest_task", named, language, days(13).date()).body
        said = " ".join(getattr(part, "text", "") for part in body)
        assert words in said and named.draws.get().number in said


def test_a_file_brings_the_directory_up_to_date(guangdong, province):
    from zhiliang.core.feed import acceptor_of, feeds, read

    head = "复检机构,统一社会信用代码,行政区划代码,列入名录日期,移出名录日期\n"
    for left in ("", "2026-06-30"):
        content = f"{head}示例复检所,,440100,2026-01-01,{left}\n".encode()
        reading = read(feeds["retest-laboratories"], content)
        outcome = acceptor_of("retest-laboratories")(reading, by=province)
        assert outcome.accepted == 1 and not outcome.rejected
    assert str(RetestLaboratory.objects.get().listed_to) == "2026-06-30"


def test_a_laboratory_that_left_before_it_came_is_refused(guangdong):
    from zhiliang.core.feed import feeds, read

    content = "name,place,listed_from,listed_to\n示例,440100,2026-02-01,2026-01-01\n".encode()
    (fault,) = read(feeds["retest-laboratories"], content).rejected
    assert fault.field == "listed_to"
