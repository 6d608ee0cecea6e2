"""What tests found, told to each party with its rights, and to the authority elsewhere."""

from collections.abc import Iterator

from django.utils import timezone

from zhiliang.core.notice.form import Form, Part
from zhiliang.core.notice.letter import Block, Letter
from zhiliang.systems.sampling.documents.edition import Edition
from zhiliang.systems.sampling.documents.tables import (
    failed,
    failing_words,
    grid_of,
    product_name,
    results_grid,
    results_of,
    sample_pairs,
    sheet_of,
    testing_pairs,
)
from zhiliang.systems.sampling.models import (
    DeliveryReceipt,
    RegimeKey,
    Round,
    SamplingCase,
    Testing,
)

Party = DeliveryReceipt.Party
ORDINALS = {"zh": ("一、", "二、", "三、"), "en": ("1. ", "2. ", "3. ")}


def first_testing(case: SamplingCase) -> Testing | None:
    """The first test of a sample; None for one that another system tested."""
    return case.testings.filter(round=Round.FIRST).select_related("laboratory").first()


def conclusion(receipt: DeliveryReceipt, edition: Edition) -> Form:
    """The notice of a conclusion (检验结论告知书) to the party of a receipt."""
    case, words = receipt.case, edition.words
    testing = first_testing(case)
    results = results_of(testing) if testing else []
    opening = words(
        f"conclusion_notice.opening_{receipt.party}",
        law=edition.introduce(case.regime, "notify"),
        product=product_name(case),
        firm=case.firm,
    )
    facts = [*sample_pairs(case, edition), *(testing_pairs(testing, edition) if testing else ())]
    if failed(case):
        facts.append(("failing", failing_words(case, edition, results)))
    body: list[Part] = [Block(0, text=opening), grid_of(facts, edition)]
    if results:
        body.append(results_grid(results, edition, words("conclusion_notice.results")))
    chapters = zip(ORDINALS[edition.language], _chapters(receipt, edition), strict=False)
    for ordinal, (title, texts) in chapters:
        body.append(Block(1, heading=ordinal + title))
        body += [Block(0, text=text) for text in texts]
    return edition.form(case, "conclusion_notice", to=receipt.name, body=body)


def _chapters(receipt: DeliveryReceipt, edition: Edition) -> Iterator[tuple[str, list[str]]]:
    case, words = receipt.case, edition.words
    if receipt.party in (Party.FIRM, Party.PRODUCER):
        yield words("conclusion_notice.rights"), list(_rights(receipt, edition))
    if failed(case) and receipt.party != Party.PLATFORM and "stop" in case.regime.articles:
        law = edition.brief(case.regime, "stop")
        key = "food" if case.regime_key == RegimeKey.FOOD else "stop"
        yield words("conclusion_notice.duties"), [words(f"conclusion_notice.duty_{key}", law=law)]
    if not failed(case):
        texts = [words("conclusion_notice.passed")]
        if "returned" in case.regime.articles and receipt.party == Party.FIRM:
            law = edition.brief(case.regime, "returned")
            texts.append(words("conclusion_notice.returned", law=law))
        yield words("conclusion_notice.meaning"), texts


def _rights(receipt: DeliveryReceipt, edition: Edition) -> Iterator[str]:
    case, words, regime = receipt.case, edition.words, receipt.case.regime
    received = receipt.delivered_at
    day = timezone.localtime(received).date() if received else edition.issued
    within = edition.within(regime, "result_objection", day)
    if not within:
        return
    yield words.first(
        f"conclusion_notice.right_{case.regime_key}",
        "conclusion_notice.right",
        law=edition.brief(regime, "result_objection"),
        within=within,
        agency=edition.agency(case.authority, case.regime_key),
    )
    if received:
        yield _last_day(receipt, edition, words.day(day))
    for step in ("arrange", "fee", "not_retested"):
        if step in regime.articles and failed(case):
            law = edition.brief(regime, step)
            days = edition.within(regime, step, day)
            yield words(f"conclusion_notice.{step}", law=law, within=days)


def _last_day(receipt: DeliveryReceipt, edition: Edition, received: str) -> str:
    assert receipt.delivered_at
    trigger = timezone.localtime(receipt.delivered_at).date()
    limit = receipt.case.regime.due("result_objection", trigger)
    last = receipt.case.regime.last_day("result_objection", trigger)
    key = "provisional" if limit and limit.provisional else "last_day"
    return edition.words(
        f"conclusion_notice.{key}", received=received, last=edition.words.day(last)
    )


def elsewhere(case: SamplingCase, edition: Edition) -> Letter:
    """To the authority of the producer's place, of a nonconforming product (order 18, 44)."""
    words = edition.words
    testing = first_testing(case)
    filed = sheet_of(case)
    place = case.producer.place if case.producer else None
    to = (
        edition.agency(place, case.regime_key)
        if place
        else words("elsewhere_notice.unknown_authority")
    )
    text = words(
        "elsewhere_notice.found",
        sampled=words.day(case.sampled_on),
        firm=case.firm,
        product=product_name(case),
        producer=case.producer_words,
        address=(filed.producer_address if filed else "") or "—",
        model=(filed.model if filed else "") or "—",
        batch=(filed.batch if filed else "") or "—",
        number=case.number,
        report=testing.report_number if testing else "—",
        items=failing_words(case, edition, results_of(testing) if testing else ()),
    )
    body = (
        Block(0, text=text),
        Block(0, text=words("elsewhere_notice.asked", law=edition.cite(case.regime, "inform"))),
    )
    return edition.letter(case, "elsewhere_notice", to=to, body=body, by=case.authority)
