"""The delivery receipt (送达回证): which document reached whom, how and when."""

from collections.abc import Iterator

from django.utils import timezone

from zhiliang.core.notice.form import Cell, Form, Grid, Row
from zhiliang.core.notice.letter import Block
from zhiliang.systems.sampling.documents.edition import Edition
from zhiliang.systems.sampling.documents.tables import PAIRED, Pair, paired, signing
from zhiliang.systems.sampling.models import DeliveryReceipt


def receipt(receipt: DeliveryReceipt, edition: Edition) -> Form:
    """The receipt of one notice: to be signed on paper, or as its delivery online was recorded."""
    words = edition.words
    rows = [
        *paired(_facts(receipt, edition), edition),
        signing(edition, "recipient", "deliverer", height=30),
        signing(edition, "witness"),
        Row((Cell(words("field.remark"), label=True), Cell(_remark(receipt, edition), span=3)), 18),
    ]
    body = (Grid(PAIRED, tuple(rows)), Block(0, text=words("delivery_receipt.clock")))
    return edition.table(receipt.case, "delivery_receipt", body=body)


def _facts(receipt: DeliveryReceipt, edition: Edition) -> Iterator[Pair]:
    words = edition.words
    yield "document", words.first(f"delivery_receipt.of_{receipt.kind}", "delivery_receipt.notice")
    yield "number", receipt.case.number
    yield "received_by_party", receipt.name
    yield "party", receipt.get_party_display()
    sent = timezone.localtime(receipt.sent_at).date() if receipt.sent_at else None
    yield "sent_on", words.day(sent)
    received = receipt.delivered_at
    yield "delivered_on", words.day(timezone.localtime(received).date() if received else None)
    yield "way", receipt.get_way_display() or words("delivery_receipt.ways")


def _remark(receipt: DeliveryReceipt, edition: Edition) -> str:
    words = edition.words
    if receipt.delivered_at is None:
        return ""
    key = "online" if receipt.way == DeliveryReceipt.Way.ONLINE else "paper"
    return words(
        f"delivery_receipt.{key}",
        at=f"{timezone.localtime(receipt.delivered_at):%Y-%m-%d %H:%M}",
        digest=receipt.proof.sha256[:16] if receipt.proof else "—",
    )
