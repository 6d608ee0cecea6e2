"""How the form of a task is laid out, as one goes through a shop; what a filed sheet says."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.systems.sampling.models import SamplingSheet
from zhiliang.systems.sampling.pages.sheet_forms import ONLINE, PRODUCER, SIGNING, OnSite

LAYOUT: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("产品"), ("product", "trademark", "model", "standard", "batch", "expires_on")),
    (_("标称生产者"), PRODUCER),
    (_("网络交易"), ONLINE),
    (_("库存和抽取"), ("stock", "storage", "test_quantity", "spare_quantity")),
    (_("购样"), ("nondestructive", "price", "price_basis", "paid")),
    (_("封样"), ("test_seal", "spare_seal", "spare_at")),
    (_("抽样过程"), ("procedure",)),
    (_("签字"), SIGNING),
    (_("情况"), ("why", "note", "forbidden_by")),
)
# filled in or not according to what else is said: neither required nor optional
CONDITIONAL = ("price", "paid", "spare_seal", "unsigned_note", "witness", "forbidden_by")


@dataclass(frozen=True, slots=True)
class Section:
    """Some fields under a heading."""

    title: Promise
    fields: list[forms.BoundField]


def sections_of(form: OnSite) -> list[Section]:
    """The sections of which the form has a field, in order; photographs stand by themselves."""
    found = [
        Section(title, [form[name] for name in names if name in form.fields])
        for title, names in LAYOUT
    ]
    return [section for section in found if section.fields]


def lines_of(sheet: SamplingSheet) -> list[tuple[str, str]]:
    """What a filed sheet says, line by line; what is empty is left out."""
    case = sheet.case
    unit = case.rule.unit if case.rule else ""
    told = [
        (_("产品名称"), sheet.product),
        (_("商标"), sheet.trademark),
        (_("规格型号"), sheet.model),
        (_("执行标准"), sheet.standard),
        (_("生产日期或批号"), sheet.batch),
        (_("保质期至"), sheet.expires_on),
        (_("标称生产者"), case.producer_words),
        (_("标称生产者地址"), sheet.producer_address),
        (_("库存数量"), _amount(sheet.stock, unit)),
        (_("检验样品"), _sealed(sheet.test_quantity, unit, sheet.test_seal)),
        (case.regime.spare, _sealed(sheet.spare_quantity, unit, sheet.spare_seal)),
        (_("备用样品存放"), sheet.get_spare_at_display() if sheet.spare_quantity else ""),
        (_("单价"), _yuan(sheet.price_fen)),
        (_("价格依据"), sheet.price_basis),
        (_("购样费"), _yuan(sheet.paid_fen)),
        (_("贮存环境"), sheet.storage),
        (_("抽样过程"), sheet.procedure),
        (_("网络交易平台"), sheet.platform_name),
        (_("订单号"), sheet.order_number),
        (_("签字"), gettext("被抽样单位已签字") if sheet.signed else sheet.unsigned_note),
        (_("见证人"), sheet.witness),
        (_("抽样时间"), timezone.localtime(sheet.at).strftime("%Y-%m-%d %H:%M")),
    ]
    return [(str(name), str(said)) for name, said in told if said not in ("", None)]


def _amount(number: int | None, unit: str) -> str:
    return "" if number is None else f"{number} {unit}"


def _sealed(number: int, unit: str, seal: str) -> str:
    told = {"amount": _amount(number, unit), "seal": seal}
    return gettext("%(amount)s，封条 %(seal)s") % told if number else ""


def _yuan(fen: int | None) -> str:
    return "" if fen is None else gettext("%(yuan)s 元") % {"yuan": f"{fen // 100}.{fen % 100:02d}"}
