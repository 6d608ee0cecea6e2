"""Consignees: whether each was told, what it answered, where its goods went."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices
from zhiliang.core.pages.fields import Files, Moment
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.flow.parties import PARTIES
from zhiliang.systems.recalls.models import Consignee, Movement, Way, measured
from zhiliang.systems.recalls.pages.choices import by_standing, standing_choices
from zhiliang.systems.traceability.answers import spoken


class NotifiedForm(forms.Form):
    """How and when a consignee was told."""

    way = forms.ChoiceField(label=_("通知方式"), choices=Way.choices)
    notified_at = forms.DateTimeField(label=_("通知到时间"), required=False, widget=Moment)


class ReplyForm(forms.Form):
    """What a consignee did, and how much it still has."""

    text = forms.CharField(
        label=_("答复"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("是否已停止销售、下架封存，是否转发给自己的客户。"),
    )
    on_hand = forms.DecimalField(
        label=_("现存数量"), min_value=0, max_digits=15, decimal_places=6, required=False
    )


class MovementForm(forms.Form):
    """A quantity."""

    kind = forms.ChoiceField(label=_("种类"), choices=Movement.Kind.choices)
    quantity = forms.DecimalField(label=_("数量"), min_value=0, max_digits=15, decimal_places=6)
    occurred_at = forms.DateTimeField(label=_("发生时间"), required=False, widget=Moment)
    note = forms.CharField(label=_("说明"), max_length=500, required=False)
    evidence = Files(label=_("证明材料"), required=False, help_text=_("退货单、销毁现场照片等。"))


def as_it_stands(case: Any, person: Any) -> Mapping[str, Any]:
    """What the consignee said last."""
    return {"text": case.reply}


def _unnotified(consignee: Consignee) -> bool:
    return consignee.notified_at is None


def _sum(name: str) -> Any:
    def read(consignee: Consignee) -> str:
        value = getattr(consignee, f"{name}_e6")
        return measured(value, consignee.unit)

    return read


def _of(name: str) -> Any:
    return lambda consignee: getattr(consignee.recall, name)


def _lots(consignee: Consignee) -> str:
    return "\n".join(map(spoken, consignee.lots.splitlines()))


consignees = register(
    Page(
        key="recalls/consignees",
        model="recalls.Consignee",
        title=_("召回收货单位"),
        lead=_(
            "每家收货单位：是否通知到、答复、现存、退回、销毁。企业只看到自己和自己填报的客户。"
        ),
        columns=(
            Column("name", _("收货单位")),
            Column("recall", _("召回案"), order="recall__number"),
            Column("place", _("地区"), order="place_id"),
            Column("received", _("收到"), order="received_e6"),
            Column("sent_at", _("发出通知"), "moment"),
            Column("notified_at", _("通知到"), "moment"),
            Column("replied_at", _("答复"), "moment"),
            Column("pk", _("现存"), order="on_hand_e6", read=_sum("on_hand")),
            Column("pk", _("退回"), order="recovered_e6", read=_sum("recovered")),
            Column("pk", _("处置"), order="disposed_e6", read=_sum("disposed")),
            Column("in_scope", _("在范围内"), "flag"),
        ),
        filters=(
            Filter(
                "standing",
                _("进度"),
                choices=standing_choices,
                narrow=by_standing,
                path="sent_at",
            ),
            Filter("recall", _("召回编号"), "contains", path="recall__number"),
            Filter("name", _("收货单位"), "contains"),
            Filter("place", _("地区"), "place", choices=city_choices),
        ),
        sections=(
            Section(
                _("召回的产品"),
                (
                    Column("pk", _("召回编号"), read=_of("number")),
                    Column("pk", _("产品名称"), read=_of("product")),
                    Column("pk", _("召回实施者"), read=_of("firm")),
                    Column("pk", _("召回原因"), "long", read=_of("reason")),
                    Column("pk", _("危害后果"), "long", read=_of("harm")),
                    Column("pk", _("批次"), "long", read=_lots),
                ),
            ),
            Section(
                _("收货单位"),
                (
                    Column("name", _("收货单位")),
                    Column("place", _("地区")),
                    Column("received", _("收到")),
                    Column("sent_at", _("发出通知时间"), "moment"),
                    Column("notified_at", _("通知到时间"), "moment"),
                    Column("notified_way", _("通知方式")),
                    Column("replied_at", _("答复时间"), "moment"),
                    Column("reply", _("答复"), "long"),
                    Column("pk", _("现存"), read=_sum("on_hand")),
                    Column("pk", _("退回"), read=_sum("recovered")),
                    Column("pk", _("处置"), read=_sum("disposed")),
                    Column("pk", _("无法收回"), read=_sum("gone")),
                ),
            ),
        ),
        acts=(
            Act("reply", actions.reply, ReplyForm, as_it_stands, _("答复")),
            Act("enter_movement", actions.enter_movement, MovementForm, label=_("登记数量")),
            Act(
                "record_notified",
                actions.record_notified,
                NotifiedForm,
                label=_("登记通知到"),
                when=_unnotified,
            ),
        ),
        # what concerns one consignee is told of its recall, whose trail is not everybody's
        subject=lambda consignee: f"recalls.consignee:{consignee.pk}",
        order=("recall", "name", "pk"),
        chapter="safety",
        roles=PARTIES,
        related=("recall", "recall__firm", "organisation", "place"),
        prefetch=("place__names",),
    )
)
