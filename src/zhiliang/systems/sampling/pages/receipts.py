"""Delivery receipts: whom a notice has reached, when, how."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import DeliveryReceipt
from zhiliang.systems.sampling.pages import case_forms as forms
from zhiliang.systems.sampling.pages.choices import OFFICES


def _undelivered(receipt: DeliveryReceipt) -> bool:
    return receipt.delivered_at is None


def _subject(receipt: DeliveryReceipt) -> str:
    return f"sampling.samplingcase:{receipt.case_id}"


def _record(receipt: DeliveryReceipt, *, by: Any, **data: Any) -> DeliveryReceipt:
    return actions.record_delivery(receipt, by=by, **data)


receipts = register(
    Page(
        key="sampling/receipts",
        model="sampling.DeliveryReceipt",
        title=_("送达回证"),
        lead=_("每个受送达人自送达之日起算自己的异议期。没有账号的，登记纸质送达并附回证。"),
        columns=(
            Column("case.number", _("抽样编号"), order="case__number"),
            Column("name", _("受送达人")),
            Column("party", _("受送达人类别")),
            Column("sent_at", _("送出时间"), "moment"),
            Column("delivered_at", _("送达时间"), "moment"),
            Column("way", _("送达方式")),
        ),
        filters=(
            Filter("party", _("受送达人类别")),
            Filter("number", _("抽样编号"), "contains", path="case__number"),
            Filter("name", _("受送达人"), "contains"),
        ),
        sections=(
            Section(
                _("送达"),
                (
                    Column("case", _("抽样编号")),
                    Column("name", _("受送达人")),
                    Column("party", _("受送达人类别")),
                    Column("sent_at", _("送出时间"), "moment"),
                    Column("delivered_at", _("送达时间"), "moment"),
                    Column("delivered_by", _("签收或记录人")),
                    Column("way", _("送达方式")),
                ),
            ),
        ),
        acts=(
            Act(
                "record_delivery",
                _record,
                forms.DeliveryForm,
                label=_("登记送达"),
                when=_undelivered,
            ),
        ),
        subject=_subject,
        chapter="products",
        roles=OFFICES,
        related=("case", "case__product_class", "delivered_by"),
    )
)
