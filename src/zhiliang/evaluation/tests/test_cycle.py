"""The yearly cycle: each step by whom it belongs to, and what it refuses."""

from copy import deepcopy
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from zhiliang.core.errors import ClerkError, NotAllowed
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Assignment, Document, Event
from zhiliang.core.policy import visible
from zhiliang.core.roles import Role
from zhiliang.evaluation import actions
from zhiliang.evaluation.models import Adjustment, Case, Decision, Evaluation, Objection, Review
from zhiliang.evaluation.results import subject_of
from zhiliang.evaluation.sheets import computed_of, undertaken
from zhiliang.evaluation.tests.conftest import SINCE
from zhiliang.evaluation.tests.walking import DAY, Walk

pytestmark = pytest.mark.django_db
ITEM = "good_air"


@pytest.fixture
def walk(cycle, people):
    return Walk(cycle, people)


def item(case, key=ITEM):
    return computed_of(case)[key]


def test_a_year_has_one_cycle(cycle, people):
    with pytest.raises(ClerkError, match="已经启动"):
        actions.open_cycle(2015, by=people["office"])


def test_a_year_without_a_scheme_has_none(standing, people):
    with pytest.raises(ClerkError, match="2031"):
        actions.open_cycle(2031, by=people["office"])


def test_a_subject_that_the_year_does_not_evaluate_is_named(standing, people):
    with pytest.raises(ClerkError, match="110000"):
        actions.open_cycle(2015, by=people["office"], subjects=["440100", "110000"])


def test_only_the_office_begins_a_cycle(standing, people):
    with pytest.raises(NotAllowed):
        actions.open_cycle(2015, by=people["guangzhou"])


def test_every_step_of_a_case_is_an_event(walk):
    walk.verify()
    subject = f"evaluation.case:{walk.case().pk}"
    told = list(Event.objects.filter(subject=subject).order_by("number").values_list("verb"))
    assert [verb.rpartition(".")[2] for (verb,) in told] == [
        *("open", "file_targets", "submit_filing", "accept_filing", "mark_rest"),
        *("submit_self_evaluation", "assign_reviewers", "finish_review"),
        *("begin_verification", "finish_verification"),
    ]


def test_targets_that_are_missing_are_named(case, people):
    with pytest.raises(ClerkError, match="抽检合格率"):
        actions.submit_filing(case, by=people["guangzhou"])


def test_a_city_files_nothing_for_another(case, people):
    with pytest.raises(FlowRefused):
        actions.file_targets(case, by=people["shenzhen"], targets={})


@pytest.mark.parametrize("value", ["-5", "150"])
def test_an_impossible_percentage_is_no_target(case, people, value):
    with pytest.raises(ValidationError, match="0 到 100"):
        actions.file_targets(case, by=people["guangzhou"], targets={"sewage": Decimal(value)})


def test_what_a_city_claims_beyond_the_figures_is_never_confirmed_unopened(walk):
    case, owner = walk.accept().case(), walk.people["guangzhou"]
    proof = ("年报.pdf", b"%PDF-1.4 x")
    actions.mark(case, by=owner, item=ITEM, points=Decimal(2), text="剔除沙尘", file=proof)
    actions.mark_rest_as_computed(case, by=owner)
    actions.submit_self_evaluation(case, by=owner)
    first, second = walk.people["first"], walk.people["second"]
    actions.assign_reviewers(case, by=walk.people["office"], first=first, second=second)
    confirmed = actions.confirm_computed(case, by=first)
    assert ITEM not in {review.item for review in confirmed}


def test_a_soft_target_is_accepted_only_with_a_ground(walk):
    case, owner = walk.case(), walk.people["guangzhou"]
    soft = {i.key: Decimal(i.parameters["target"]) / 2 for i in undertaken(case)}
    actions.file_targets(case, by=owner, targets=soft)
    filed = actions.submit_filing(case, by=owner)
    with pytest.raises(ClerkError, match="须写明理由"):
        actions.accept_filing(filed, by=walk.people["office"])
    accepted = actions.accept_filing(filed, by=walk.people["office"], note="产业转移")
    row = accepted.filings.get(item="sewage")
    assert row.ambition["judgement"] in ("below_baseline", "below_path")


def test_a_claim_above_the_figures_needs_words_and_proof(walk):
    case, owner = walk.accept().case(), walk.people["guangzhou"]
    actions.mark(case, by=owner, item=ITEM, points=Decimal(item(case)["points"]))
    actions.mark_rest_as_computed(case, by=owner)
    with pytest.raises(ClerkError, match="须写明理由并附材料"):
        actions.submit_self_evaluation(case, by=owner)
    proof = ("监测年报.pdf", b"%PDF-1.4 x")
    actions.mark(case, by=owner, item=ITEM, points=Decimal(2), text="剔除沙尘", file=proof)
    assert actions.submit_self_evaluation(case, by=owner).state == "self_evaluated"


def test_nobody_claims_more_than_an_item_has(walk):
    case = walk.accept().case()
    with pytest.raises(ValidationError, match="之间"):
        actions.mark(case, by=walk.people["guangzhou"], item=ITEM, points=Decimal(99))


def test_nobody_reviews_the_subject_they_work_for(walk):
    case = walk.evaluate_self().case("housing_construction")
    with pytest.raises(ClerkError, match="回避"):
        actions.assign_reviewers(
            case,
            by=walk.people["office"],
            first=walk.people["housing"],
            second=walk.people["first"],
        )


def test_the_same_two_may_review_all_but_whom_they_work_for(walk):
    walk.evaluate_self()
    done = actions.assign_all(
        walk.cycle,
        by=walk.people["office"],
        first=walk.people["housing"],
        second=walk.people["first"],
    )
    assert [case.subject for case in done] == ["440100"]
    assert walk.case("housing_construction").state == "self_evaluated"


def test_all_that_are_ready_are_finished_together(walk):
    walk.assign()
    for case in walk.cases():
        for name in ("first", "second"):
            actions.confirm_computed(case, by=walk.people[name])
    assert len(actions.finish_reviews(walk.cycle, by=walk.people["office"])) == 2
    with pytest.raises(ClerkError, match="没有到这一步"):
        actions.finish_reviews(walk.cycle, by=walk.people["office"])


def test_a_reviewer_sees_only_their_own_items(walk):
    walk.assign()
    first, third = walk.people["first"], walk.people["third"]
    seen = visible(first, Review)
    assert seen.exists()
    assert set(seen.values_list("reviewer", flat=True)) == {first.pk}
    assert not visible(third, Review).exists()


def test_a_judgement_that_departs_from_the_rule_needs_a_ground(walk):
    review = walk.assign().case().reviews.filter(item=ITEM).first()
    with pytest.raises(ValidationError, match="须写明理由"):
        actions.score_review(review, by=review.reviewer, points=Decimal("0.5"))


def test_nobody_judges_in_anothers_seat(walk):
    review = walk.assign().case().reviews.filter(item=ITEM, seat=1).first()
    with pytest.raises(NotAllowed):
        actions.score_review(review, by=walk.people["second"], points=Decimal(1), ground="x")


def test_a_judgement_lapses_when_the_rule_gives_other_points(walk, standing):
    case = walk.assign().case()
    for name in ("first", "second"):
        actions.confirm_computed(case, by=walk.people[name])
    newest = Evaluation.objects.first()
    results = deepcopy(newest.results)
    entry = next(i for i in subject_of(results, "440100")["items"] if i["key"] == ITEM)
    entry["earned"] = "0.25"
    Evaluation.objects.filter(pk=newest.pk).update(results=results)
    with pytest.raises(ClerkError, match="没有评审结论"):
        actions.finish_review(walk.case(), by=walk.people["office"])
    for review in walk.case().reviews.filter(item=ITEM):
        actions.score_review(review, by=review.reviewer, points=Decimal("0.25"))
    actions.finish_review(walk.case(), by=walk.people["office"])
    assert not Adjustment.objects.exists()


def test_nobody_judges_before_the_year_is_computed(walk):
    walk.accept()
    Evaluation.objects.all().delete()
    with pytest.raises(ClerkError, match="还没有计算"):
        actions.mark_rest_as_computed(walk.case(), by=walk.people["guangzhou"])


def test_the_office_is_as_blind_as_others_where_it_has_to_judge(walk):
    case = walk.evaluate_self().case()
    office, first = walk.people["office"], walk.people["first"]
    actions.assign_reviewers(case, by=office, first=first, second=office)
    review = case.reviews.get(item=ITEM, reviewer=first)
    actions.score_review(review, by=first, points=Decimal("0.5"), ground="秘密")
    assert not visible(office, Review).filter(pk=review.pk).exists()
    assert visible(walk.people["colleague"], Review).filter(pk=review.pk).exists()


def test_whoever_holds_a_role_in_the_city_does_not_review_it(walk):
    case, second = walk.evaluate_self().case(), walk.people["second"]
    Assignment.objects.create(
        person=second, role=Role.PROVINCIAL_OFFICER, place_id="440100", valid_from=SINCE
    )
    with pytest.raises(ClerkError, match="回避"):
        actions.assign_reviewers(
            case, by=walk.people["office"], first=walk.people["first"], second=second
        )


def test_nothing_is_found_on_site_before_the_draw(walk):
    case = walk.review().case()
    check = actions.send_to_check(case, by=None, item=ITEM, records=["a"])
    with pytest.raises(ClerkError, match="还没有进入实地核查"):
        actions.confirm(check, by=walk.people["first"], found="x")


def disagreeing(walk, *points):
    """Reviewers who judge ITEM of Guangzhou differently, and the rest as computed."""
    case = walk.assign().case()
    for seat, given in enumerate(points[:2], start=1):
        review = case.reviews.get(item=ITEM, seat=seat)
        actions.score_review(review, by=review.reviewer, points=Decimal(given), ground="理由")
        actions.confirm_computed(case, by=review.reviewer)
    return walk.case()


def test_two_who_disagree_are_not_enough(walk):
    case = disagreeing(walk, "0", "2")
    with pytest.raises(ClerkError, match="没有评审结论"):
        actions.finish_review(case, by=walk.people["office"])


def test_a_third_decides_by_the_median(walk):
    case, third = disagreeing(walk, "0", "2"), walk.people["third"]
    actions.call_third(case, by=walk.people["office"], reviewer=third)
    review = case.reviews.get(seat=3)
    actions.score_review(review, by=third, points=Decimal("0.5"), ground="材料不全")
    actions.finish_review(walk.case(), by=walk.people["office"])
    made = Adjustment.objects.get(subject=case.subject)
    assert (made.item, made.points, made.stage) == (ITEM, Decimal("0.5"), "review")


def test_reviewers_who_confirm_the_rule_establish_nothing(walk):
    walk.review()
    assert not Adjustment.objects.exists()


def test_what_is_drawn_can_be_drawn_again(walk):
    from zhiliang.evaluation.drawing import drawn

    drawing = walk.draw().cycle.drawing
    drawing.refresh_from_db()
    again = drawn(drawing.pool, drawing.seeds, items=drawing.items, records=drawing.records)
    assert again == drawing.result
    assert set(again) == {case.subject for case in walk.cases()}


def test_a_draw_is_never_drawn_twice(walk):
    walk.draw()
    with pytest.raises(ClerkError, match="已经抽取"):
        actions.draw_checks(walk.cycle, by=walk.people["office"], seeds=["1"])


def test_the_pool_is_frozen_before_the_seeds(walk):
    walk.review()
    office = walk.people["office"]
    drawing = actions.announce_draw(walk.cycle, by=office, sources="x", items=2, records=1)
    assert (drawing.seeds, drawing.result) == (None, None)
    with pytest.raises(ClerkError, match="已经公告"):
        actions.announce_draw(walk.cycle, by=office, sources="y", items=9, records=1)


def test_seeds_that_are_no_numbers_are_refused(walk):
    walk.review()
    office = walk.people["office"]
    actions.announce_draw(walk.cycle, by=office, sources="x", items=2, records=1)
    with pytest.raises(ValidationError):
        actions.draw_checks(walk.cycle, by=office, seeds=["不是数"])


def test_an_item_that_differs_on_site_loses_its_points(walk):
    case = walk.draw().case()
    check = case.checks.first()
    actions.differ(check, by=walk.people["first"], found="台账缺页", points=Decimal("0.1"))
    made = Adjustment.objects.get()
    assert (made.item, made.points, made.ground) == (check.item, Decimal("0.1"), "台账缺页")


def test_a_verification_ends_when_nothing_is_open(walk):
    case = walk.draw().case()
    with pytest.raises(ClerkError, match="没有核查结论"):
        actions.finish_verification(case, by=walk.people["office"])


def test_what_was_established_counts_and_says_so(walk):
    before = subject_of(Evaluation.objects.get().results, "440100")
    case = disagreeing(walk, "0", "0.2")
    actions.finish_review(case, by=walk.people["office"])
    walk.verify_rest()
    actions.score_cycle(walk.cycle, by=walk.people["office"])
    after = subject_of(Evaluation.objects.first().results, "440100")
    entry = next(i for i in after["items"] if i["key"] == ITEM)
    assert (entry["earned"], entry["established"]["stage"]) == ("0.1", "review")
    assert entry["computed"] == next(i for i in before["items"] if i["key"] == ITEM)["earned"]
    assert Decimal(after["score"]) < Decimal(before["score"])


def test_a_year_is_scored_when_every_case_is_verified(walk):
    walk.draw()
    with pytest.raises(ClerkError, match="没有完成实地核查"):
        actions.score_cycle(walk.cycle, by=walk.people["office"])


def test_a_version_is_decided_once(walk):
    walk.verify().decide()
    with pytest.raises(ClerkError, match="没有待审定"):
        actions.enter_decision(
            walk.cycle, by=walk.people["office"], version=1, reference="又一次", decided_on=DAY
        )


def test_a_notice_needs_its_documents(walk):
    walk.verify().decide()
    with pytest.raises(ClerkError, match="还没有公文"):
        actions.notify(walk.cycle, by=walk.people["office"])


@pytest.fixture
def notified(walk):
    walk.verify().decide()
    _print(walk)
    actions.notify(walk.cycle, by=walk.people["office"])
    return walk


def _print(walk):
    newest = Evaluation.objects.first()
    Document.objects.create(
        kind="circular",
        title="通报",
        year=2015,
        path=f"evaluation/2015/v{newest.version}-{timezone.now():%H%M%S%f}/circular.pdf",
        sha256="0" * 64,
        created_at=timezone.now(),
    )


def test_only_what_was_announced_is_seen_by_the_cities(walk):
    walk.cycle.sample = False
    walk.cycle.save()
    walk.verify().decide()
    city, office = walk.people["guangzhou"], walk.people["office"]
    assert not visible(city, Evaluation).filter(year=2015).exists()
    assert visible(office, Evaluation).filter(year=2015).exists()
    _print(walk)
    actions.notify(walk.cycle, by=office)
    assert [one.version for one in visible(city, Evaluation).filter(year=2015)] == [1]


def test_documents_go_out_with_the_notice(walk):
    walk.verify().decide()
    _print(walk)
    Document.objects.update(audience="office")
    actions.notify(walk.cycle, by=walk.people["office"])
    assert Document.objects.get().audience == "public"


def test_a_corrected_version_is_seen_after_its_own_notice(notified):
    walk, raised = notified, objection(notified)
    actions.uphold(raised, by=walk.people["office"], answer="剔除三天", points=Decimal("0.1"))
    walk.decide("第4次会议")
    seen = visible(walk.people["guangzhou"], Evaluation).filter(year=2015)
    assert [one.version for one in seen] == [1]


def test_what_was_established_after_the_score_cannot_be_decided_without_a_new_one(notified):
    walk, office = notified, notified.people["office"]
    first, second = objection(walk), objection(walk)
    actions.uphold(first, by=office, answer="一", points=Decimal("0.1"))
    scored = actions.score_cycle(walk.cycle, by=office)
    actions.uphold(second, by=office, answer="二", points=Decimal("0.2"))
    with pytest.raises(ClerkError, match="评分之后又有核定"):
        actions.enter_decision(
            walk.cycle, by=office, version=scored.version, reference="x", decided_on=DAY
        )
    walk.decide("第5次会议")


def test_a_decision_names_the_version_it_is_about(walk):
    walk.verify()
    actions.score_cycle(walk.cycle, by=walk.people["office"])
    with pytest.raises(ClerkError, match="不是最新的综合评分"):
        actions.enter_decision(
            walk.cycle, by=walk.people["office"], version=7, reference="x", decided_on=DAY
        )


def test_an_objection_is_answered_once_however_many_pages_are_open(notified):
    raised = objection(notified)
    same = Objection.objects.get(pk=raised.pk)
    actions.uphold(raised, by=notified.people["office"], answer="是", points=Decimal(1))
    with pytest.raises(FlowRefused):
        actions.dismiss(same, by=notified.people["office"], answer="否")


def test_a_case_that_was_closed_follows_a_corrected_version(notified):
    walk, raised = notified, objection(notified)
    actions.uphold(raised, by=walk.people["office"], answer="是", points=Decimal("0.1"))
    Case.objects.update(notified_at=timezone.now() - timedelta(days=400))
    actions.close(walk.case(), by=walk.people["office"])
    walk.decide("第6次会议")
    assert walk.case().state == "decided"


def test_the_same_lost_point_is_ordered_once(notified):
    walk, case = notified, notified.case()
    lost = [k for k, entry in computed_of(case).items() if Decimal(entry["lost"]) > 0][:1]
    whole = [k for k, entry in computed_of(case).items() if Decimal(entry["lost"]) == 0][:1]
    actions.order_rectification(case, by=walk.people["office"], items=[*lost, *lost, *whole])
    told = Event.objects.filter(verb="evaluation.finding.order")
    assert [event.data["item"] for event in told] == lost
    with pytest.raises(ClerkError, match="尚未下达"):
        actions.order_rectification(walk.case(), by=walk.people["office"], items=lost)


def objection(walk):
    return actions.raise_objection(
        Evaluation.objects.first(),
        by=walk.people["guangzhou"],
        subject="440100",
        item=ITEM,
        ground="沙尘天气应剔除",
    )


def test_a_grade_contested_and_corrected_leaves_both_versions(notified):
    walk, raised = notified, objection(notified)
    actions.uphold(raised, by=walk.people["office"], answer="剔除三天", points=Decimal("0.1"))
    walk.decide("第4次会议")
    versions = list(Evaluation.objects.filter(year=2015).order_by("version"))
    assert [version.version for version in versions] == [1, 2]
    assert [d.evaluation.version for d in Decision.objects.order_by("decided_at")] == [1, 2]
    scores = [subject_of(v.results, "440100")["score"] for v in versions]
    assert scores[0] != scores[1]


def test_an_objection_after_the_term_is_refused(notified):
    Case.objects.update(notified_at=timezone.now() - timedelta(days=400))
    with pytest.raises(ClerkError, match="异议期已于"):
        objection(notified)


def test_points_are_established_only_for_who_has_a_case(walk, people):
    raised = objection(walk)
    with pytest.raises(ValidationError, match="之间"):
        actions.uphold(raised, by=people["office"], answer="x", points=Decimal(99))
    raised.refresh_from_db()
    assert raised.state == "raised"


def test_each_lost_point_that_is_ordered_becomes_one_finding(notified):
    walk, case = notified, notified.case()
    lost = [k for k, entry in computed_of(case).items() if Decimal(entry["lost"]) > 0][:2]
    actions.order_rectification(case, by=walk.people["office"], items=lost)
    told = Event.objects.filter(verb="evaluation.finding.order")
    assert [event.data["item"] for event in told.order_by("number")] == lost
    assert walk.case().state == "rectifying"


def test_a_case_is_not_closed_before_the_time_for_objections_is_over(notified):
    with pytest.raises(ClerkError, match="才届满"):
        actions.close(notified.case(), by=notified.people["office"])


def test_a_case_is_not_closed_over_an_open_objection(notified):
    objection(notified)
    Case.objects.update(notified_at=timezone.now() - timedelta(days=400))
    with pytest.raises(ClerkError, match="未答复的异议"):
        actions.close(notified.case(), by=notified.people["office"])


def test_a_figure_told_twice_and_far_apart_is_sent_to_be_verified(walk):
    case, owner = walk.accept().case(), walk.people["guangzhou"]
    entry = item(case, "sewage")
    actions.mark(
        case,
        by=owner,
        item="sewage",
        points=Decimal(0),
        value=Decimal(entry["value"]) + 30,
    )
    actions.mark_rest_as_computed(case, by=owner)
    actions.submit_self_evaluation(case, by=owner)
    assert actions.apply_discrepancies(walk.cycle, by=walk.people["office"]) == 1
    check = walk.case().checks.get()
    assert (check.item, check.cause) == ("sewage", "discrepancy")
    assert actions.apply_discrepancies(walk.cycle, by=walk.people["office"]) == 0


def test_the_rule_may_take_points_at_once(walk):
    walk.cycle.terms["discrepancy"]["then"] = "lose"
    walk.cycle.save()
    test_value = Decimal(item(walk.case(), "sewage")["value"]) + 30
    case, owner = walk.accept().case(), walk.people["guangzhou"]
    actions.mark(case, by=owner, item="sewage", points=Decimal(0), value=test_value)
    actions.mark_rest_as_computed(case, by=owner)
    actions.submit_self_evaluation(case, by=owner)
    actions.apply_discrepancies(walk.cycle, by=walk.people["office"])
    made = Adjustment.objects.get()
    half = Decimal(item(case, "sewage")["earned"]) / 2
    assert abs(made.points - half) < Decimal("0.0001")
