"""Published bulletins as a list of city rows."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Filter, Page, register

city_air = register(
    Page(
        "environment/air",
        "environment.CityAir",
        _("城市空气质量月报"),
        columns=(
            Column("bulletin.period", _("期间"), order="bulletin__period"),
            Column("place", _("地区"), order="place_id"),
            Column("attainment", _("优良天数比例（%）"), "number", order="attainment_e6"),
            Column("pm2_5", _("PM2.5（µg/m³）"), "number", order="pm2_5_e6"),
            Column("composite", _("综合指数"), "number", order="composite_e6"),
            Column("published_rank", _("公布的名次"), "number"),
        ),
        filters=(
            Filter("period", _("期间"), "exact", path="bulletin__period"),
            Filter("place", _("行政区划代码"), "exact", path="place_id"),
        ),
        order=("-bulletin__period", "published_rank"),
        chapter="environment",
        audience="public",
        public=("bulletin.period", "place_id", "attainment", "pm2_5", "composite"),
        related=("bulletin", "place"),
    )
)
