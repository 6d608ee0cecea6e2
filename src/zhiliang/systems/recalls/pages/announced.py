"""Announced recalls, for everybody: what, why, what to do; open data of the same."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices
from zhiliang.systems.recalls.models import AnnouncedRecall
from zhiliang.systems.recalls.pages.choices import level_choices, regime_choices


def _status(recall: AnnouncedRecall) -> str:
    return recall.state_name


announced = register(
    Page(
        key="recalls/announced",
        model="recalls.AnnouncedRecall",
        title=_("产品召回公告"),
        lead=_("手里有公告的产品，先停止食用或使用，再照“您该怎么做”办理退货、换货或修理。"),
        columns=(
            Column("name", _("产品名称"), order="product"),
            Column("brand", _("商标")),
            Column("model_spec", _("规格型号")),
            Column("firm", _("召回实施者"), order="firm__name"),
            Column("level", _("召回等级")),
            Column("announced_at", _("公告日期"), "moment"),
            Column("state", _("进展"), order="state", read=_status),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("product", _("产品名称"), "contains"),
            Filter("brand", _("商标"), "contains"),
            Filter("firm", _("企业"), "contains", path="firm__name"),
            Filter("regime_key", _("产品类别"), choices=regime_choices),
            Filter("level", _("召回等级"), choices=level_choices),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("announced_at", _("公告日期"), "dates"),
        ),
        sections=(
            Section(
                _("召回的产品"),
                (
                    Column("name", _("产品名称")),
                    Column("brand", _("商标")),
                    Column("model_spec", _("规格型号")),
                    Column("batches", _("批次"), "long"),
                    Column("firm", _("召回实施者")),
                    Column("place", _("地区")),
                    Column("quantity", _("召回数量")),
                    Column("announced_at", _("公告日期"), "moment"),
                    Column("finish_by", _("完成期限"), "date"),
                ),
            ),
        ),
        order=("-announced_at", "-pk"),
        name=lambda recall: recall.name,
        subject=lambda recall: f"recalls.announced:{recall.pk}",
        chapter="safety",
        audience="public",
        public=(
            "number",
            "product",
            "product_en",
            "brand",
            "model_spec",
            "batches",
            "regime_key",
            "level",
            "basis",
            "reason",
            "harm",
            "advice",
            "firm__name",
            "place_id",
            "quantity",
            "announced_at",
            "finish_by",
            "state",
            "source",
        ),
        related=("firm", "place"),
        prefetch=("place__names",),
    )
)
