"""At the firm: the notice shown on arrival, the sampling sheet, the labels that seal samples."""

from collections.abc import Iterator

from django.utils import timezone

from zhiliang.core.notice.form import Cell, Form, Grid, Part, Row
from zhiliang.core.notice.letter import Block
from zhiliang.systems.sampling.documents.edition import Edition
from zhiliang.systems.sampling.documents.tables import (
    PAIRED,
    Pair,
    grid_of,
    money,
    paired,
    section,
    sheet_of,
    signing,
)
from zhiliang.systems.sampling.models import SamplingCase, SamplingSheet, Site

STEPS = {"show": "samplers", "bought_both": "bought", "spare_free": "bought", "seal": "seals"}
"""Under which step of its regime's articles a sentence stands that is named otherwise."""


def notice(case: SamplingCase, edition: Edition) -> Form:
    """The notice of sampling (监督抽查通知书), shown to the firm before anything is taken."""
    words, regime = edition.words, case.regime
    opening = words(
        "sampling_notice.opening",
        law=edition.introduce(regime, "show"),
        product=case.product_class,
        level=case.get_level_display(),
    )
    asked = ("show", "cooperate", *_paying(case), "seal", "sign", *_repeat(case))
    # what no article on record says is not told
    told = [key for key in asked if STEPS.get(key, key) in regime.articles]
    rights = [
        Block(0, heading=f"{position}. ", text=_told(key, case, edition))
        for position, key in enumerate((*told, "result"), start=1)
    ]
    body: tuple[Part, ...] = (
        Block(0, text=opening),
        grid_of(_task(case, edition), edition),
        Block(0, text=words("sampling_notice.rights")),
        *rights,
    )
    return edition.form(case, "sampling_notice", to=case.firm.name, body=body)


def _task(case: SamplingCase, edition: Edition) -> Iterator[Pair]:
    words = edition.words
    yield "number", case.number
    yield "product_class", case.product_class
    yield "plan", case.plan.title if case.plan else ""
    if case.rule:
        yield "rule", case.rule
        yield "method", case.rule.method
    yield "site", case.get_site_display()
    yield "due_on", words.day(case.due_on) if case.due_on else ""
    yield "samplers", words.join(case.samplers.order_by("number"))
    yield "team", _teams(case, edition)


def _teams(case: SamplingCase, edition: Edition) -> str:
    people = case.samplers.select_related("organisation").order_by("number")
    return edition.words.join(dict.fromkeys(one.organisation.name for one in people))


def _paying(case: SamplingCase) -> tuple[str, ...]:
    both = case.regime.spare_bought or case.site == Site.ONLINE
    return ("bought_both",) if both else ("bought", "spare_free")


def _repeat(case: SamplingCase) -> tuple[str, ...]:
    return ("repeat",) if case.regime.repeat_limit == "order_18" else ()


def _told(key: str, case: SamplingCase, edition: Edition) -> str:
    regime = case.regime
    return edition.words(
        f"sampling_notice.{key}",
        law=edition.brief(regime, STEPS.get(key, key)),
        samplers=regime.samplers,
        spare=regime.spare,
    )


def sheet(case: SamplingCase, edition: Edition) -> Form:
    """The sampling sheet (抽样单): a table that firm and samplers sign on the spot."""
    filed = sheet_of(case)
    assert filed
    rows = [
        section(edition.words("sampling_sheet.firm")),
        *paired(_firm(case, edition), edition),
        section(edition.words("sampling_sheet.product")),
        *paired(_product(filed), edition),
        section(edition.words("sampling_sheet.sample")),
        *paired(_sample(case, filed, edition), edition, spare=case.regime.spare),
        section(edition.words("sampling_sheet.photos")),
        Row((Cell(_photos(case, edition), span=len(PAIRED)),)),
        section(edition.words("sampling_sheet.signatures")),
        *_signatures(case, filed, edition),
    ]
    note = edition.words("sampling_sheet.note", law=edition.cite(case.regime, "sign", "seals"))
    body = (Grid(PAIRED, tuple(rows), size=9.5),)
    return edition.table(case, "sampling_sheet", body=body, notes=(note,))


def _firm(case: SamplingCase, edition: Edition) -> Iterator[Pair]:
    yield "firm", case.firm
    yield "uscc", case.firm.uscc
    yield "place", edition.place(case.place)
    yield "size", case.get_size_display()
    yield "site", case.get_site_display()
    yield "sampled_on", edition.words.day(case.sampled_on)


def _product(filed: SamplingSheet) -> Iterator[Pair]:
    yield "product", filed.product
    yield "trademark", filed.trademark
    yield "model", filed.model
    yield "standard", filed.standard
    yield "batch", filed.batch
    if filed.expires_on:
        yield "expires_on", filed.expires_on.isoformat()
    yield "producer", filed.case.producer_words or filed.case.firm
    yield "producer_address", filed.producer_address


def _sample(case: SamplingCase, filed: SamplingSheet, edition: Edition) -> Iterator[Pair]:
    unit = case.rule.unit if case.rule else ""
    if filed.stock is not None:
        yield "stock", f"{filed.stock} {unit}"
    yield "test_quantity", f"{filed.test_quantity} {unit}"
    yield "spare_quantity", f"{filed.spare_quantity} {unit}"
    yield "obtained", edition.words(f"sampling_sheet.{_obtained(case, filed)}")
    yield "price", _yuan(filed.price_fen, edition)
    yield "paid", _yuan(filed.paid_fen, edition)
    if filed.price_basis:
        yield "price_basis", filed.price_basis
    yield "test_seal", filed.test_seal
    yield "spare_seal", filed.spare_seal
    yield "spare_at", filed.get_spare_at_display()
    yield "storage", filed.storage
    if case.site == Site.ONLINE:
        yield "platform_name", filed.platform_name
        yield "order_number", filed.order_number
    yield "procedure", filed.procedure


def _obtained(case: SamplingCase, filed: SamplingSheet) -> str:
    if case.site == Site.ONLINE:
        return "online"
    return "lent" if filed.nondestructive else "paid"


def _yuan(fen: int | None, edition: Edition) -> str:
    return edition.words("common.yuan", amount=money(fen)) if fen is not None else ""


def _photos(case: SamplingCase, edition: Edition) -> str:
    """What each photograph shows, when, and the beginning of its digest."""
    lines = [
        edition.words(
            "sampling_sheet.photo",
            position=position,
            shows=photo.get_shows_display(),
            at=f"{timezone.localtime(photo.at):%Y-%m-%d %H:%M}",
            digest=photo.file.sha256[:12],
        )
        for position, photo in enumerate(case.photos.select_related("file"), start=1)
    ]
    return "\n".join(lines) or "—"


def _signatures(case: SamplingCase, filed: SamplingSheet, edition: Edition) -> Iterator[Row]:
    yield signing(edition, "firm", "samplers", height=20)
    yield signing(edition, "team", "witness", height=20)
    words = edition.words
    said = words("sampling_sheet.signed") if filed.signed else filed.unsigned_note
    yield Row((Cell(words("field.remark"), label=True), Cell(said, span=3)))


def seals(case: SamplingCase, edition: Edition) -> Form:
    """The labels that seal the test sample and the spare one, to be cut out and pasted on."""
    filed = sheet_of(case)
    assert filed
    words = edition.words
    labels = [_label(case, words("seals.test"), filed.test_seal, filed.test_quantity, edition)]
    if filed.spare_seal:
        spare = case.regime.spare
        labels.append(_label(case, spare, filed.spare_seal, filed.spare_quantity, edition))
    hint = words("seals.hint", law=edition.cite(case.regime, "seals"))
    return edition.table(case, "seals", body=(Block(0, text=hint), *labels))


def _label(case: SamplingCase, name: str, seal: str, quantity: int, edition: Edition) -> Grid:
    words = edition.words
    unit = case.rule.unit if case.rule else ""
    agency = edition.agency(case.authority, case.regime_key)
    facts = (
        ("number", case.number),
        ("seal", seal),
        ("product", case.sheet.product),
        ("quantity", f"{quantity} {unit}"),
        ("model", case.sheet.model),
        ("batch", case.sheet.batch),
        ("firm", case.firm),
        ("sampled_on", words.day(case.sampled_on)),
    )
    title = words("seals.label", agency=agency, name=name)
    rows = (
        Row((Cell(title, label=True, span=len(PAIRED), size=17),), height=16),
        *paired(facts, edition),
        signing(edition, "samplers", "firm", height=20),
        Row((Cell(words("seals.warning"), span=len(PAIRED), align="center", size=9),)),
    )
    return Grid(PAIRED, rows, frame=2, cut=True)
