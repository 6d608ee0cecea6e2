"""Objections: taken up or not, decided; the re-test from its notice to its conclusion."""

from collections.abc import Iterator

from django.utils import timezone

from zhiliang.core.notice.form import Form, Grid, Part
from zhiliang.core.notice.letter import Block
from zhiliang.systems.sampling.documents.edition import Edition
from zhiliang.systems.sampling.documents.tables import (
    PAIRED,
    Pair,
    failing_words,
    grid_of,
    money,
    paired,
    product_name,
    results_grid,
    results_of,
    sample_pairs,
    section,
    sheet_of,
    signing,
    testing_pairs,
)
from zhiliang.systems.sampling.models import Conclusion, Objection, Round, RuleItem, Testing


def retesting(objection: Objection) -> Testing | None:
    """The re-test that it asked for; None before its laboratory was named."""
    return objection.tests.filter(round=Round.RETEST).select_related("laboratory").first()


def acceptance(objection: Objection, edition: Edition) -> Form:
    """That an objection is taken up (异议受理通知书)."""
    words = edition.words
    assert objection.accepted_at
    accepted = words.day(timezone.localtime(objection.accepted_at).date())
    said = words("acceptance.text", accepted=accepted, law=_law(objection, edition))
    return _to_applicant(
        objection,
        "acceptance",
        edition,
        _facts(objection, edition),
        Block(0, text=said),
        Block(0, text=words(f"acceptance.next_{objection.kind}")),
        *_within(objection, edition),
    )


def _within(objection: Objection, edition: Edition) -> Iterator[Part]:
    """How long the law gives for the decision, where it says so."""
    regime = objection.case.regime
    assert objection.accepted_at
    day = timezone.localtime(objection.accepted_at).date()
    clock = f"decide_{objection.kind}"
    within, (last, _provisional) = edition.within(regime, clock, day), regime.until(clock, day)
    if within and last:
        law = edition.brief(regime, "decide")
        told = {"within": within, "last": edition.words.day(last), "law": law}
        yield Block(0, text=edition.words("acceptance.within", **told))


def refusal(objection: Objection, edition: Edition) -> Form:
    """That it is not taken up, with the reason (异议不予受理通知书)."""
    words = edition.words
    return _to_applicant(
        objection,
        "refusal",
        edition,
        _facts(objection, edition),
        Block(0, text=words("refusal.text", law=_law(objection, edition))),
        Block(1, heading=words("refusal.reason")),
        Block(0, text=objection.answer),
    )


def decision(objection: Objection, edition: Edition) -> Form:
    """What became of an objection that led to no re-test (异议处理结论告知书)."""
    words = edition.words
    law = edition.introduce(objection.case.regime, "decide")
    return _to_applicant(
        objection,
        "objection_decision",
        edition,
        _facts(objection, edition),
        Block(0, text=words("objection_decision.text", law=law)),
        Block(1, heading=words(f"objection_decision.{objection.state}")),
        Block(0, text=objection.answer),
        *_effect(objection, edition),
    )


def _effect(objection: Objection, edition: Edition) -> Iterator[Part]:
    key = f"objection_decision.effect_{_outcome(objection)}"
    lost = "spare_lost" in objection.case.regime.articles
    if objection.state == "ended" and not lost:
        return
    law = edition.brief(objection.case.regime, "spare_lost" if lost else "decide")
    yield Block(0, text=edition.words(key, law=law))


def _outcome(objection: Objection) -> str:
    """What an answer does; to a sampling it may come while no conclusion was told."""
    early = objection.kind == Objection.Kind.SAMPLING and not objection.case.notified_at
    return f"{objection.state}_sampling" if early else objection.state


def notice(objection: Objection, edition: Edition) -> Form:
    """That a re-test is granted, and until when it is to be arranged (复检通知书)."""
    words, regime = edition.words, objection.case.regime
    assert objection.accepted_at
    day = timezone.localtime(objection.accepted_at).date()
    law = edition.introduce(regime, "decide")
    body = [Block(0, text=words("retest_notice.text", items=_items(objection), law=law))]
    if last := regime.last_day("arrange", day):
        within = edition.within(regime, "arrange", day)
        law = edition.brief(regime, "arrange")
        said = words("retest_notice.arrange", within=within, last=words.day(last), law=law)
        body.append(Block(0, text=said))
    for step in ("laboratory", "fee"):
        if step in regime.articles:
            law = edition.brief(regime, step)
            lot = "_by_lot" if step == "laboratory" and regime.retest_by_lot else ""
            body.append(Block(0, text=words(f"retest_notice.{step}{lot}", law=law)))
    return _to_applicant(objection, "retest_notice", edition, _facts(objection, edition), *body)


def task(objection: Objection, edition: Edition) -> Form:
    """The order to the laboratory that re-tests (复检任务书)."""
    words, case = edition.words, objection.case
    assert objection.laboratory
    filed = sheet_of(case)
    facts = [*sample_pairs(case, edition), ("first_laboratory", case.laboratory)]
    if filed:
        facts.append(("spare_seal", filed.spare_seal))
    rows = tuple(paired(facts, edition, spare=case.regime.spare))
    body: list[Part] = [
        Block(0, text=words("retest_task.text", law=edition.introduce(case.regime, "laboratory"))),
        Grid(PAIRED, rows),
        Block(1, heading=words("retest_task.items")),
        Block(0, text=_items(objection)),
        Block(1, heading=words("retest_task.wanted")),
        Block(0, text=words("retest_task.rules", rule=case.rule or "—")),
        Block(0, text=words("retest_task.check", ground=edition.ground(case.regime, "confirm"))),
    ]
    if objection.named_at:
        body += _retest_days(objection, edition)
    body += _drawn(objection, edition)
    if objection.exception:
        exception = objection.get_exception_display()
        body.append(Block(0, text=words("retest_task.exception", exception=exception)))
    return edition.form(case, "retest_task", to=objection.laboratory.name, body=body)


def _drawn(objection: Objection, edition: Edition) -> Iterator[Part]:
    """By which draw it was named, where it was drawn, and until when it may say that it can't."""
    draw = objection.draws.filter(annulled_at=None, declined_at=None).first()
    if draw is None or draw.drawn_at is None:
        return
    regime, day = objection.case.regime, timezone.localtime(draw.drawn_at).date()
    told = {"within": edition.within(regime, "explain", day), "number": draw.number}
    law = edition.brief(regime, "laboratory")
    yield Block(0, text=edition.words("retest_task.by_lot", law=law, **told))


def _retest_days(objection: Objection, edition: Edition) -> Iterator[Part]:
    assert objection.named_at
    day = timezone.localtime(objection.named_at).date()
    within = edition.within(objection.case.regime, "retest", day)
    yield Block(0, text=edition.words(f"retest_task.{'days' if within else 'open'}", within=within))


def confirmation(objection: Objection, edition: Edition) -> Form:
    """That the spare sample is intact, signed before it is re-tested (复检样品确认书)."""
    words, case = edition.words, objection.case
    testing, filed = retesting(objection), sheet_of(case)
    sample = [*sample_pairs(case, edition)]
    if filed:
        unit = case.rule.unit if case.rule else ""
        sample.append(("spare_quantity", f"{filed.spare_quantity} {unit}"))
        sample += [("spare_seal", filed.spare_seal), ("spare_at", filed.get_spare_at_display())]
    spare = case.regime.spare
    rows = (
        section(words("retest_sample.sample")),
        *paired(sample, edition, spare=spare),
        section(words("retest_sample.checked")),
        *paired(_checked(testing, edition), edition),
        section(words("retest_sample.signatures")),
        signing(edition, "applicant", "retest_laboratory"),
        signing(edition, "first_laboratory"),
    )
    law = edition.cite(case.regime, "confirm")
    body = (Block(0, text=words("retest_sample.text", law=law, spare=spare)), Grid(PAIRED, rows))
    return edition.table(case, "retest_sample", body=body)


def _checked(testing: Testing | None, edition: Edition) -> Iterator[Pair]:
    words = edition.words
    blank = words("retest_sample.blank")
    received = testing.received_at if testing else None
    yield "retest_laboratory", testing.laboratory if testing else blank
    yield (
        "received_on",
        words.day(timezone.localtime(received).date() if received else None),
    )
    if testing and received:
        yield "seals_intact", words(f"retest_sample.{'yes' if testing.seals_intact else 'no'}")
        yield "condition", testing.condition or blank
    else:
        yield "seals_intact", words("retest_sample.tick")
        yield "condition", blank


def conclusion(objection: Objection, edition: Edition) -> Form:
    """What the re-test found: it is final; and who pays for it (复检结论告知书)."""
    words, case = edition.words, objection.case
    testing = retesting(objection)
    assert testing
    told = "agrees" if objection.state == "dismissed" else "differs"
    return _to_applicant(
        objection,
        "retest_conclusion",
        edition,
        Block(0, text=words("retest_conclusion.text", law=edition.introduce(case.regime, "final"))),
        grid_of([*_brief(objection, edition), *testing_pairs(testing, edition)], edition),
        results_grid(results_of(testing), edition, words("retest_conclusion.results")),
        Block(0, text=words(f"retest_conclusion.{told}")),
        Block(0, text=words("retest_conclusion.answer", answer=objection.answer)),
        Block(1, heading=words("retest_conclusion.final")),
        Block(0, text=_final(objection, edition)),
        Block(1, heading=words("retest_conclusion.fee")),
        Block(0, text=_fee(objection, edition)),
    )


def _final(objection: Objection, edition: Edition) -> str:
    case, words = objection.case, edition.words
    ground = edition.ground(case.regime, "final")
    opening = words("retest_conclusion.is_final", ground=ground) if ground else ""
    if case.conclusion != Conclusion.FAIL:
        return opening + words("retest_conclusion.final_pass")
    return opening + words("retest_conclusion.final_fail", items=failing_words(case, edition))


def _fee(objection: Objection, edition: Edition) -> str:
    return edition.words(
        f"retest_conclusion.fee_{objection.fee or 'applicant'}",
        amount=money(objection.fee_fen) or "—",
        ground=edition.ground(objection.case.regime, "fee"),
    )


def _law(objection: Objection, edition: Edition) -> str:
    return edition.cite(objection.case.regime, f"{objection.kind}_objection", "decide")


def _items(objection: Objection) -> str:
    """Names of the items objected to; their codes where the rule has none of them."""
    codes = objection.items.split("、") if objection.items else []
    named: dict[str, str] = {}
    if objection.case.rule:
        items: list[RuleItem] = list(objection.case.rule.items.filter(code__in=codes))
        named = {item.code: item.name for item in items}
    return "、".join(named.get(code, code) for code in codes)


def _brief(objection: Objection, edition: Edition) -> Iterator[Pair]:
    case = objection.case
    yield "number", case.number
    yield "product", product_name(case)
    yield "applicant", objection.organisation
    assert objection.filed_at
    yield "filed_on", edition.words.day(timezone.localtime(objection.filed_at).date())


def _facts(objection: Objection, edition: Edition) -> Grid:
    pairs = [*_brief(objection, edition), ("objection_kind", objection.get_kind_display())]
    if objection.items:
        pairs.append(("items", _items(objection)))
    return grid_of([*pairs, ("grounds", objection.grounds)], edition)


def _to_applicant(objection: Objection, key: str, edition: Edition, *body: Part) -> Form:
    return edition.form(objection.case, key, to=objection.organisation.name, body=body)
