"""Captured events: for the firm its own, for officers those of their places."""

import json
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices
from zhiliang.core.units import unit_words
from zhiliang.systems.traceability.answers import spoken
from zhiliang.systems.traceability.models import EpcisEvent
from zhiliang.systems.traceability.pages.choices import READERS, step_choices
from zhiliang.systems.traceability.scanning.codes import BadCode
from zhiliang.systems.traceability.scanning.typed import canonical_of
from zhiliang.systems.traceability.scanning.words import step_words

MOST_NAMED = 30


def _step(step: str) -> Any:
    return step_words(step) if step else ""


def _standing(event: EpcisEvent) -> Any:
    if event.declaration:
        return _("报错声明")
    return _("已作废") if event.voided_from else _("有效")


def _named(event: EpcisEvent) -> str:
    rows = event.objects_named.select_related("object").order_by("role", "pk")
    lines = [
        f"{one.get_role_display()} {spoken(one.object.canonical)}"
        + (f" {one.quantity:g} {unit_words(one.unit)}" if one.quantity is not None else "")
        for one in rows[: MOST_NAMED + 1]
    ]
    return "\n".join(lines[:MOST_NAMED] + (["…"] if len(lines) > MOST_NAMED else []))


def _body(event: EpcisEvent) -> str:
    return json.dumps(json.loads(event.body), ensure_ascii=False, indent=1)


def _by_code(rows: "QuerySet[Any]", typed: str) -> "QuerySet[Any]":
    try:
        return rows.filter(objects_named__object__canonical=canonical_of(typed)).distinct()
    except BadCode:
        return rows.none()


events = register(
    Page(
        key="traceability/events",
        model="traceability.EpcisEvent",
        title=_("追溯事件"),
        lead=_("企业报送的每一个事件：何时、何地、对什么、做了什么。事件不删除，报错的作废。"),
        columns=(
            Column("event_time", _("发生时间"), "moment"),
            Column("type", _("事件类型")),
            Column("biz_step", _("步骤"), read=lambda event: _step(event.biz_step)),
            Column("organisation", _("报送单位"), order="organisation__name"),
            Column("biz_location", _("业务位置"), read=lambda event: spoken(event.biz_location)),
            Column("record_time", _("记录时间"), "moment"),
            Column("pk", _("状态"), read=_standing, order=None),
        ),
        filters=(
            Filter("code", _("码"), "contains", path="pk", narrow=_by_code),
            Filter("biz_step", _("步骤"), choices=step_choices),
            Filter("type", _("事件类型"), choices=lambda: EpcisEvent.Type.choices),
            Filter("place", _("地区"), "place", path="organisation__place", choices=city_choices),
            Filter("event_time", _("发生时间"), "dates"),
        ),
        sections=(
            Section(
                _("事件"),
                (
                    Column("event_id", _("事件编号")),
                    Column("event_time", _("发生时间"), "moment"),
                    Column("record_time", _("记录时间"), "moment"),
                    Column("type", _("事件类型")),
                    Column("action", _("动作")),
                    Column("biz_step", _("步骤"), read=lambda event: _step(event.biz_step)),
                    Column("pk", _("状态"), read=_standing),
                    Column("organisation", _("报送单位")),
                    Column("read_point", _("读取点"), read=lambda e: spoken(e.read_point)),
                    Column("biz_location", _("业务位置"), read=lambda e: spoken(e.biz_location)),
                    Column("pk", _("对象"), read=_named),
                    Column("job", _("报送批次")),
                ),
            ),
            Section(_("原文"), (Column("pk", _("事件内容"), read=_body),)),
        ),
        order=("-event_time", "-pk"),
        chapter="products",
        roles=READERS,
        related=("organisation",),
    )
)
