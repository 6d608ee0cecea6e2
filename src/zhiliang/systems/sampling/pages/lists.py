"""Classes and their rules for everybody; the two lists of the draw for the authorities."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices, source_choices
from zhiliang.systems.sampling.pages.choices import (
    OFFICES,
    class_choices,
    regime_choices,
    site_choices,
)

product_classes = register(
    Page(
        key="sampling/classes",
        model="sampling.ProductClass",
        title=_("抽查产品类别"),
        lead=_("计划按这些类别安排；重点产品的市场抽样计入“重点产品市场抽检合格率”。"),
        columns=(
            Column("name", _("产品类别"), order="name_zh"),
            Column("code", _("产品代码")),
            Column("regime", _("类别")),
            Column("key_product", _("重点产品"), "flag"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("regime", _("类别"), choices=regime_choices),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("产品类别"),
                (
                    Column("code", _("产品代码")),
                    Column("regime", _("类别")),
                    Column("key_product", _("重点产品"), "flag"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        order=("code",),
        chapter="products",
        audience="public",
        public=("code", "name_zh", "name_en", "regime", "key_product"),
    )
)

rules = register(
    Page(
        key="sampling/rules",
        model="sampling.ImplementationRule",
        title=_("监督抽查实施细则"),
        lead=_(
            "抽样方法、检验项目、检验方法和判定规则，在抽样前向社会公开（总局令第18号第十二条）。"
        ),
        columns=(
            Column("title", _("实施细则")),
            Column("product_class", _("产品类别"), order="product_class__name_zh"),
            Column("version", _("版次"), "number"),
            Column("published_on", _("公开日期"), "date"),
            Column("valid_from", _("自"), "date"),
            Column("valid_to", _("至"), "date"),
            Column("source", _("来源"), "source"),
        ),
        filters=(Filter("product_class", _("产品类别"), choices=class_choices),),
        sections=(
            Section(
                _("实施细则"),
                (
                    Column("product_class", _("产品类别")),
                    Column("version", _("版次")),
                    Column("published_on", _("公开日期"), "date"),
                    Column("method", _("抽样方法"), "long"),
                    Column("test_quantity", _("检验样品数量")),
                    Column("spare_quantity", _("备用样品数量")),
                    Column("unit", _("样品单位")),
                    Column("least_stock", _("最少库存")),
                    Column("judging", _("判定规则"), "long"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        chapter="products",
        audience="public",
        public=("title", "version", "published_on", "method", "judging"),
        related=("product_class",),
    )
)

retest_laboratories = register(
    Page(
        key="sampling/retest-laboratories",
        model="sampling.RetestLaboratory",
        title=_("食品复检机构名录"),
        lead=_(
            "食品的复检机构在这份公布的名录中随机确定，初检机构和与申请人有利害关系的除外"
            "（食品安全抽样检验管理办法第三十二条）。用文件导入更新。"
        ),
        columns=(
            Column("organisation", _("复检机构"), order="organisation__name"),
            Column("organisation.place", _("地区"), order="organisation__place"),
            Column("listed_from", _("列入名录日期"), "date"),
            Column("listed_to", _("移出名录日期"), "date"),
            Column("source", _("来源"), "source"),
        ),
        filters=(Filter("organisation", _("复检机构"), "contains", path="organisation__name"),),
        sections=(
            Section(
                _("复检机构"),
                (
                    Column("organisation", _("复检机构")),
                    Column("organisation.place", _("地区")),
                    Column("listed_from", _("列入名录日期"), "date"),
                    Column("listed_to", _("移出名录日期"), "date"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        chapter="products",
        audience="public",
        public=("organisation__name", "listed_from", "listed_to"),
        related=("organisation", "organisation__place"),
        prefetch=("organisation__place__names",),
    )
)

pool = register(
    Page(
        key="sampling/firms",
        model="sampling.PoolFirm",
        title=_("检查对象名录"),
        lead=_("双随机抽取的企业名录；用文件导入更新。抽取权重是本部门的配置，按信用类别设定。"),
        columns=(
            Column("organisation", _("企业"), order="organisation__name"),
            Column("product_class", _("产品类别"), order="product_class__name_zh"),
            Column("place", _("地区"), order="place_id"),
            Column("site", _("抽样环节")),
            Column("size", _("规模")),
            Column("credit", _("信用类别")),
            Column("weight", _("抽取权重"), "number"),
            Column("active", _("在册"), "flag"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("product_class", _("产品类别"), choices=class_choices),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("site", _("抽样环节"), choices=site_choices),
            Filter("firm", _("企业"), "contains", path="organisation__name"),
        ),
        sections=(
            Section(
                _("企业"),
                (
                    Column("organisation", _("企业")),
                    Column("product_class", _("产品类别")),
                    Column("place", _("地区")),
                    Column("site", _("抽样环节")),
                    Column("size", _("规模")),
                    Column("credit", _("信用类别")),
                    Column("weight", _("抽取权重")),
                    Column("output", _("产值（万元）")),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        chapter="products",
        roles=OFFICES,
        related=("organisation", "product_class", "place"),
        prefetch=("place__names",),
    )
)

samplers = register(
    Page(
        key="sampling/samplers",
        model="sampling.Sampler",
        title=_("抽样人员名录"),
        lead=_("抽取和公开只用编号。有回避情形的，在抽取前登记。"),
        columns=(
            Column("number", _("人员编号")),
            Column("organisation", _("抽样机构"), order="organisation__name"),
            Column("place", _("地区"), order="place_id"),
            Column("active", _("在册"), "flag"),
            Column("source", _("来源"), "source"),
        ),
        filters=(Filter("place", _("地区"), "place", choices=city_choices),),
        sections=(
            Section(
                _("抽样人员"),
                (
                    Column("number", _("人员编号")),
                    Column("person", _("账号")),
                    Column("organisation", _("抽样机构")),
                    Column("place", _("地区")),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        order=("number",),
        chapter="products",
        roles=OFFICES,
        related=("organisation", "place", "person"),
        prefetch=("place__names",),
    )
)
