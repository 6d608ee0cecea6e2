"""What the authority sends or publishes: bulletin, order, notice to consignees, close."""

from collections.abc import Iterator

from django.utils import timezone

from zhiliang.core.notice.edition import Pair
from zhiliang.core.notice.form import Form, Part
from zhiliang.core.notice.letter import Block
from zhiliang.core.pages.recorded import recorded
from zhiliang.systems.recalls.clocks import duties_of
from zhiliang.systems.recalls.counting import progress_of
from zhiliang.systems.recalls.documents.edition import Edition
from zhiliang.systems.recalls.models import Consignee, Recall
from zhiliang.systems.traceability.answers import spoken


def goods(recall: Recall, edition: Edition) -> Iterator[Pair]:
    """What is recalled."""
    yield "number", recall.number
    yield "product", recall.name
    yield "brand", recall.brand
    yield "model", recall.model_spec
    yield "batches", recall.batches
    yield "quantity", recall.quantity
    yield "firm", recall.firm
    yield "level", recall.level_words
    yield "basis", recall.get_basis_display()


def why(recall: Recall) -> Iterator[Pair]:
    """Why it is recalled."""
    yield "reason", recall.reason_words
    yield "harm", recall.harm_words


def bulletin(recall: Recall, edition: Edition) -> Form:
    """The recall announcement (召回公告)."""
    words, plan = edition.words, recall.plans.first()
    pairs = [*goods(recall, edition), *why(recall)]
    if plan:
        pairs += [("area", plan.area), ("contact", plan.contact), ("costs", plan.costs)]
    pairs.append(("finish_by", words.day(recall.finish_by) if recall.finish_by else ""))
    law = edition.law(recall.regime, "announcement", "publish")
    body: list[Part] = [
        Block(0, text=words("recall_bulletin.opening", firm=recall.firm, law=law)),
        edition.facts(pairs),
        Block(1, heading=words("recall_bulletin.consumers")),
        Block(0, text=recall.advice_words),
        Block(1, heading=words("recall_bulletin.traders")),
        Block(
            0,
            text=words("recall_bulletin.duty", law=edition.law(recall.regime, "cooperate")),
        ),
    ]
    if recall.extended_to:
        told = {"day": words.day(recall.extended_to), "reason": recall.extended_reason}
        body.append(Block(0, text=words("recall_bulletin.extended", **told)))
    return edition.form(recall, "recall_bulletin", body=body, red=True)


def order(recall: Recall, edition: Edition) -> Form:
    """The order to recall (责令召回通知书)."""
    words = edition.words
    opening = words(
        "recall_order.opening",
        product=recall.name,
        reason=recall.reason_words,
        law=edition.law(recall.regime, "order"),
    )
    body: list[Part] = [
        Block(0, text=opening),
        edition.facts([*goods(recall, edition), *why(recall)]),
        Block(1, heading=words("recall_order.duties")),
        *edition.numbered(_duties(recall, edition)),
        Block(0, text=words("recall_order.penalty", law=edition.law(recall.regime, "penalty"))),
        Block(0, text=words("common.remedies")),
    ]
    return edition.form(recall, "recall_order", to=recall.firm.name, body=body)


def _duties(recall: Recall, edition: Edition) -> Iterator[str]:
    """Each duty with its last moment where its clock runs."""
    for owed in duties_of(recall, now=timezone.now()):
        if owed.duty.by != "firm":
            continue
        said = {"duty": owed.words, "law": recorded(owed.law)}
        if owed.due_at is None:
            yield edition.words("recall_order.duty", **said)
            continue
        last = edition.words.day(owed.last_day) if owed.last_day else edition.moment(owed.due_at)
        key = "provisional" if owed.provisional else "due"
        yield edition.words(f"recall_order.{key}", last=last, **said)


def notice(consignee: Consignee, edition: Edition) -> Form:
    """The recall notice to one consignee (召回通知书)."""
    recall, words = consignee.recall, edition.words
    pairs = [*goods(recall, edition), *why(recall)]
    pairs += [
        ("lots", "\n".join(map(spoken, consignee.lots.splitlines()))),
        ("received", consignee.received),
    ]
    body: list[Part] = [
        Block(
            0,
            text=words(
                "consignee_notice.opening",
                firm=recall.firm,
                law=edition.law(recall.regime, "notice", "cooperate"),
            ),
        ),
        edition.facts(pairs),
        Block(1, heading=words("consignee_notice.duties")),
        *edition.numbered(words(f"consignee_notice.{key}") for key in ("stop", "tell", "answer")),
    ]
    return edition.form(
        recall, "consignee_notice", to=consignee.name, body=body, signed_by=str(recall.firm)
    )


def close_notice(recall: Recall, edition: Edition) -> Form:
    """The notice that a recall is closed (召回结案通知书)."""
    words, counts = edition.words, progress_of(recall)
    check = recall.checks.exclude(concluded_at=None).first()
    told = words(
        "close_notice.opening",
        product=recall.name,
        day=words.day(timezone.localtime(recall.closed_at).date() if recall.closed_at else None),
        law=edition.law(recall.regime, "evaluate"),
    )
    pairs: list[Pair] = [
        ("number", recall.number),
        ("consignees", counts.consignees),
        ("notified", counts.notified),
        ("replied", counts.replied),
        ("recovered", counts.words("recovered_e6")),
        ("disposed", counts.words("disposed_e6")),
        ("bound", check.bound_words if check else ""),
        ("evaluation", recall.evaluation),
    ]
    body: list[Part] = [
        Block(0, text=told),
        edition.facts(pairs),
        Block(0, text=words("close_notice.kept", law=edition.law(recall.regime, "record"))),
    ]
    return edition.form(recall, "close_notice", to=recall.firm.name, body=body)
