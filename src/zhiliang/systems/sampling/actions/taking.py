"""At the firm: the sampling sheet with its photographs, or why nothing was taken."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Organisation, Person
from zhiliang.core.steps import File, held, insist, now_or
from zhiliang.methods.repeat_sampling import reason
from zhiliang.systems.sampling.actions.writing import saved_case
from zhiliang.systems.sampling.flow.cases import case as flow
from zhiliang.systems.sampling.lists import candidate_of, forbidding_record
from zhiliang.systems.sampling.models import NotTaken, Photo, SamplingCase, SamplingSheet, Site

Shot = tuple[str, File]
"""What a photograph shows, and the file."""

WANTED = {
    Site.PRODUCTION: ("site", "storage", "marking", "stock", "process"),
    Site.MARKET: ("site", "storage", "marking", "stock", "process"),
    Site.ONLINE: ("web_page", "order", "unpacking"),
}
"""What must be photographed (order 18, articles 19, 26 and 28)."""


class MayNotBeSampled(ClerkError):
    """The law forbids this sample; the record that forbids it is named."""

    code = "may_not_be_sampled"


@transaction.atomic
def take(
    case: SamplingCase,
    *,
    by: Person,
    sheet: Mapping[str, Any],
    producer: Organisation | None = None,
    photos: Iterable[Shot] = (),
    client: str = "",
    at: datetime | None = None,
) -> SamplingCase:
    """File the sampling sheet. A sheet that arrives a second time changes nothing.

    MayNotBeSampled if article 8 forbids the product, with the record that does.
    """
    case = held(case)
    if client and (known := SamplingSheet.objects.filter(case=case, client=client).first()):
        return known.case
    case.state = flow.require(case, "take", by).to
    _insist_on_own_task(case, by)
    case.sampled_at, case.sampled_by = now_or(at), by
    case.sampled_on = timezone.localtime(case.sampled_at).date()
    if producer or case.site != Site.PRODUCTION:
        case.producer = producer
    filed = SamplingSheet(case=case, client=client or None, at=case.sampled_at, **sheet)
    _insist_on_law(case, filed)
    shots = list(photos)
    _insist_on_photos(case, shots)
    saved_case(
        case,
        "take",
        by=by,
        at=case.sampled_at,
        batch=filed.batch,
        seals=[seal for seal in (filed.test_seal, filed.spare_seal) if seal],
        signed=filed.signed,
    )
    filed.full_clean()
    filed.save()
    _keep(case, shots, by=by, at=case.sampled_at)
    return case


def _insist_on_own_task(case: SamplingCase, by: Person) -> None:
    team = list(case.samplers.values_list("person", flat=True))
    if by.pk not in team:
        raise ValidationError(_("这项任务派给了别的抽样人员，由他们填写抽样单。"))
    if len(team) < case.regime.samplers:
        raise ValidationError(
            _("抽样人员不得少于 %(least)s 人（%(law)s）。")
            % {"least": case.regime.samplers, "law": case.regime.law}
        )


def _insist_on_law(case: SamplingCase, sheet: SamplingSheet) -> None:
    faults = dict(_quantity_faults(case, sheet)) | dict(_paying_faults(case, sheet))
    if faults:
        raise ValidationError(faults)
    if case.regime.repeat_limit != "order_18":
        return
    if record := forbidding_record(case, sheet):
        raise MayNotBeSampled(
            reason(record, candidate_of(case, sheet)),
            _(
                "请改抽该企业的其他产品；没有的，选“未能抽样—六个月内已抽查同一产品”，系统会记下依据。"
            ),
        )


def _quantity_faults(case: SamplingCase, sheet: SamplingSheet) -> Iterable[tuple[str, str]]:
    rule = case.rule
    if rule is None:
        return
    if sheet.stock is not None and sheet.stock < rule.least_stock:
        yield (
            "stock",
            _("库存 %(stock)s 少于实施细则要求的 %(least)s，不得抽样（第十八条第一项）。")
            % {"stock": sheet.stock, "least": rule.least_stock},
        )
    taken = (sheet.test_quantity or 0) + (sheet.spare_quantity or 0)
    if sheet.stock is not None and taken > sheet.stock:
        yield "test_quantity", _("抽取的数量超过库存，请核对。")
    if (sheet.test_quantity or 0) < rule.test_quantity:
        told = {"least": rule.test_quantity, "unit": rule.unit}
        yield "test_quantity", _("实施细则要求检验样品 %(least)s%(unit)s。") % told
    if (sheet.spare_quantity or 0) < rule.spare_quantity:
        told = {"least": rule.spare_quantity, "unit": rule.unit, "spare": case.regime.spare}
        yield "spare_quantity", _("实施细则要求%(spare)s %(least)s%(unit)s。") % told


def _paying_faults(case: SamplingCase, sheet: SamplingSheet) -> Iterable[tuple[str, str]]:
    """Who pays: the test sample is bought, the spare one first given; both if food or online."""
    if sheet.nondestructive and case.site != Site.ONLINE:
        return
    if sheet.price_fen is None:
        yield "price_fen", _("检验样品须购买：填写标价；没有标价的，填同类产品的市场价格。")
        return
    both = case.regime.spare_bought or case.site == Site.ONLINE
    bought = (sheet.test_quantity or 0) + (sheet.spare_quantity or 0 if both else 0)
    if sheet.paid_fen != bought * sheet.price_fen:
        told = {"due": f"{bought * sheet.price_fen / 100:.2f}", "count": bought}
        yield "paid_fen", _("购样费应为 %(count)s 份共 %(due)s 元，请核对。") % told


def _insist_on_photos(case: SamplingCase, photos: list[Shot]) -> None:
    shown = {shows for shows, _file in photos}
    missing = [Photo.Shows(shows) for shows in WANTED[Site(case.site)] if shows not in shown]
    if missing:
        names = _("、").join(str(shows.label) for shows in missing)
        raise ValidationError(_("还缺照片或录像：%(names)s。请补拍后提交。") % {"names": names})


def _keep(case: SamplingCase, photos: Iterable[Shot], *, by: Person, at: datetime) -> int:
    kept = 0
    for shows, (name, content) in photos:
        file = hold_file(by=by, name=name, content=content)
        if not case.photos.filter(shows=shows, file=file).exists():
            photo = Photo(case=case, shows=shows, file=file, at=at)
            photo.full_clean()
            photo.save()
            kept += 1
    return kept


@transaction.atomic
def photograph(
    case: SamplingCase, *, by: Person, photos: Iterable[Shot], at: datetime | None = None
) -> SamplingCase:
    """Add photographs to a task; the same picture again changes nothing."""
    case = held(case)
    flow.require(case, "photograph", by)
    _insist_on_own_task(case, by)
    kept = _keep(case, photos, by=by, at=now_or(at))
    return saved_case(case, "photograph", by=by, at=at, photos=kept)


@transaction.atomic
def leave(
    case: SamplingCase,
    *,
    by: Person,
    why: str,
    note: str,
    forbidden_by: str = "",
    photos: Iterable[Shot] = (),
    at: datetime | None = None,
) -> SamplingCase:
    """Record why nothing was taken: the law forbids it, the firm is closed, or it refuses.

    The same record that arrives a second time changes nothing.
    """
    case = held(case)
    known = (case.not_taken, case.not_taken_note, case.forbidden_by)
    if case.state == "not_taken" and known == (why, note.strip(), forbidden_by):
        return case
    case.state = flow.require(case, "leave", by).to
    _insist_on_own_task(case, by)
    case.not_taken, case.not_taken_note = why, insist(note, "note")
    case.forbidden_by = forbidden_by
    shots = list(photos)
    if why == NotTaken.REFUSED and not shots:
        raise ValidationError({"photos": _("拒检须如实记录，并附照片或录像。")})
    if why == NotTaken.REPEATED and not _is_known(forbidden_by):
        raise ValidationError(
            {"forbidden_by": _("请填六个月内那次抽查的抽样编号；外地或者上级的，填其文书编号。")}
        )
    moment = now_or(at)
    _keep(case, shots, by=by, at=moment)
    return saved_case(case, "leave", by=by, at=moment, why=why, forbidden_by=forbidden_by)


def _is_known(number: str) -> bool:
    return bool(number.strip())
