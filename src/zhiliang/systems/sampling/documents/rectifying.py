"""Post-processing on paper: the order to correct, follow-up inspections, and what comes after."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from zhiliang.core.models import Place
from zhiliang.core.notice.form import Form, Part
from zhiliang.core.notice.letter import Block, Letter
from zhiliang.systems.sampling.documents.concluding import first_testing
from zhiliang.systems.sampling.documents.edition import Edition
from zhiliang.systems.sampling.documents.tables import (
    Pair,
    failing_words,
    grid_of,
    product_name,
    results_grid,
    results_of,
    sample_pairs,
)
from zhiliang.systems.sampling.models import Rectification, RegimeKey, Round, Testing

FOLLOW_UPS = (Round.FOLLOW_UP_1, Round.FOLLOW_UP_2, Round.FOLLOW_UP_3)
PROVINCE = "440000"


def follow_ups(owed: Rectification) -> list[Testing]:
    """The follow-up inspections that were reported, in their order."""
    rows = owed.case.testings.filter(round__in=FOLLOW_UPS, reported_at__isnull=False)
    return list(rows.select_related("laboratory"))


def order(owed: Rectification, edition: Edition) -> Form:
    """The order to correct (责令改正通知书): until when, and what may not be made or sold."""
    words, regime, case = edition.words, owed.regime, owed.case
    first = first_testing(case)
    opening = words(
        "correction_order.found",
        sampled=words.day(case.sampled_on),
        product=product_name(case),
        report=first.report_number if first else "—",
        items=failing_words(case, edition, results_of(first) if first else ()),
    )
    body: list[Part] = [
        Block(0, text=opening),
        grid_of([*sample_pairs(case, edition), *_dates(owed, edition)], edition),
        Block(0, text=_ordered(owed, edition)),
        *(Block(0, heading=f"{x}. ", text=text) for x, text in enumerate(_asked(owed, edition), 1)),
    ]
    if owed.note:
        body.append(Block(0, text=words("correction_order.note", note=owed.note)))
    if "announce" in regime.articles:
        law = edition.brief(regime, "announce", "suspend")
        body.append(Block(0, text=words("correction_order.otherwise", law=law)))
    body.append(Block(0, text=words("common.remedies")))
    return _to_firm(owed, "correction_order", edition, *body)


def _dates(owed: Rectification, edition: Edition) -> Iterator[Pair]:
    yield "ordered_on", edition.words.day(owed.ordered_on)
    yield "correct_by", edition.words.day(owed.correct_by)


def _ordered(owed: Rectification, edition: Edition) -> str:
    within = edition.within(owed.regime, "correct", owed.ordered_on)
    handled = edition.within(owed.regime, "handle", owed.ordered_on)
    key = "order" if within else "order_handled" if handled else "order_named"
    return edition.words(
        f"correction_order.{key}",
        law=edition.introduce(owed.regime, "correct"),
        within=within or handled,
        last=edition.words.day(owed.correct_by),
    )


def _asked(owed: Rectification, edition: Edition) -> Iterator[str]:
    words, regime = edition.words, owed.regime
    food = owed.case.regime_key == RegimeKey.FOOD
    if "stop" in regime.articles:
        key = "correction_order.stop_food" if food else "correction_order.stop"
        yield words(key, law=edition.brief(regime, "stop"))
    yield words("correction_order.report")
    if "follow_up" in regime.articles and regime.ladder == "order_18":
        law = edition.brief(regime, "follow_up")
        yield words("correction_order.inspect", last=words.day(owed.inspect_by), law=law)
    if "free" in regime.articles:
        yield words("correction_order.resume", law=edition.brief(regime, "free"))


def inspection(owed: Rectification, edition: Edition) -> Form:
    """That a follow-up inspection is held, and when (复查通知书)."""
    words, regime = edition.words, owed.regime
    which = {"announced": "second", "suspended": "third"}.get(owed.state, "first")
    step = {"second": "suspend", "third": "suspend"}.get(which, "follow_up")
    text = words(
        f"follow_up_notice.{which}",
        law=edition.introduce(regime, step),
        ordered=words.day(owed.ordered_on),
        last=words.day(owed.inspect_by),
        start=words.day(owed.window_from),
        end=words.day(owed.window_to),
        until=words.day(owed.suspended_until),
    )
    body: list[Part] = [
        Block(0, text=text),
        grid_of(sample_pairs(owed.case, edition), edition),
        Block(0, text=words("follow_up_notice.rule", rule=owed.case.rule or "—")),
    ]
    if "free" in regime.articles:
        law = edition.brief(regime, "free")
        body.append(Block(0, text=words("follow_up_notice.free", law=law)))
    return _to_firm(owed, "follow_up_notice", edition, *body)


def result(owed: Rectification, edition: Edition) -> Form:
    """What the last follow-up inspection found (复查结果告知书)."""
    words = edition.words
    testing = follow_ups(owed)[-1]
    passed = testing.conclusion == "pass"
    law = edition.cite(owed.regime, "follow_up" if testing.round == FOLLOW_UPS[0] else "suspend")
    effect = "passed" if passed else f"failed_{testing.round}"
    if passed and "free" in owed.regime.articles:
        law = edition.cite(owed.regime, "free")
    facts = (
        ("number", owed.case.number),
        ("round", testing.get_round_display()),
        ("product", product_name(owed.case)),
        ("firm", owed.organisation),
        ("laboratory", testing.laboratory),
        ("report_number", testing.report_number),
        ("conclusion", words(f"conclusion.{testing.conclusion}")),
        ("reported_on", words.day(_day(testing))),
    )
    body = (
        Block(0, text=words("follow_up_result.text", round=testing.get_round_display())),
        grid_of(facts, edition),
        results_grid(results_of(testing), edition, words("follow_up_result.results")),
        Block(0, text=words(f"follow_up_result.{effect}", law=law)),
    )
    return _to_firm(owed, "follow_up_result", edition, *body)


def announcement(owed: Rectification, edition: Edition) -> Letter:
    """The province's announcement (公告) of who failed or let the time pass."""
    words, case = edition.words, owed.case
    tests = [one for one in follow_ups(owed) if one.round == Round.FOLLOW_UP_1]
    key = "announcement.failed" if tests else "announcement.late"
    text = words(
        key,
        firm=owed.organisation,
        product=product_name(case),
        number=case.number,
        producer=case.producer_words or case.firm,
        sampled=words.day(case.sampled_on),
        ordered=words.day(owed.ordered_on),
        correct_by=words.day(owed.correct_by),
        items=failing_words(case, edition, results_of(tests[0]) if tests else ()),
        inspected=words.day(_day(tests[0]) if tests else None),
    )
    law = edition.introduce(owed.regime, "announce")
    span = {"start": words.day(owed.window_from), "end": words.day(owed.window_to)}
    suspend = edition.brief(owed.regime, "suspend")
    body = (
        Block(0, text=text),
        Block(0, text=words("announcement.basis", law=law)),
        Block(0, text=words("announcement.next", law=suspend, **span)),
    )
    province = Place.objects.get(pk=PROVINCE)
    return edition.letter(case, "announcement", body=body, by=province)


def suspension(owed: Rectification, edition: Edition) -> Form:
    """The order to close and to put things in order until a day (责令停业整顿决定书)."""
    words = edition.words
    assert owed.announced_at
    fact = words(
        "suspension.found",
        product=product_name(owed.case),
        announced=words.day(timezone.localtime(owed.announced_at).date()),
        items=_failed_again(owed, edition),
    )
    decided = words(
        "suspension.decided",
        law=edition.cite(owed.regime, "suspend"),
        until=words.day(owed.suspended_until),
    )
    body: list[Part] = [
        Block(0, text=fact),
        Block(0, text=decided),
        Block(0, text=words("suspension.after")),
        grid_of([*_brief(owed), ("hearing", "　")], edition),
        Block(0, text=words("common.remedies")),
    ]
    if owed.note:
        body.insert(2, Block(0, text=owed.note))
    return _to_firm(owed, "suspension", edition, *body)


def _failed_again(owed: Rectification, edition: Edition) -> str:
    tests = [one for one in follow_ups(owed) if one.round == Round.FOLLOW_UP_2]
    return failing_words(owed.case, edition, results_of(tests[0]) if tests else ())


def _brief(owed: Rectification) -> Iterator[Pair]:
    yield "number", owed.case.number
    yield "firm", owed.organisation
    yield "uscc", owed.organisation.uscc
    yield "place", owed.place


def referral(owed: Rectification, edition: Edition) -> Letter:
    """To the registration authority, to revoke the licence (移送函)."""
    words, case = edition.words, owed.case
    steps = [
        words(
            "referral.inspected",
            round=one.get_round_display(),
            day=words.day(_day(one)),
            report=one.report_number,
            conclusion=words(f"conclusion.{one.conclusion}"),
        )
        for one in follow_ups(owed)
    ]
    history = words(
        "referral.history",
        firm=owed.organisation,
        uscc=owed.organisation.uscc or "—",
        product=product_name(case),
        number=case.number,
        ordered=words.day(owed.ordered_on),
        steps=words("referral.between").join(steps),
        until=words.day(owed.suspended_until),
    )
    asked = words("referral.asked", law=edition.cite(owed.regime, "suspend"), note=owed.note)
    body = (Block(0, text=history), Block(0, text=asked), Block(0, text=words("referral.files")))
    to = words("referral.registrar", place=edition.place(owed.place))
    return edition.letter(case, "referral", to=to, body=body, by=owed.place)


def _day(testing: Testing) -> date | None:
    return timezone.localtime(testing.reported_at).date() if testing.reported_at else None


def _to_firm(owed: Rectification, key: str, edition: Edition, *body: Part) -> Form:
    return edition.form(owed.case, key, to=owed.organisation.name, body=body, by=owed.place)
