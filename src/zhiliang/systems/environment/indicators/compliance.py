"""The aims of 二(四) on wastewater, drinking sources and sewage, from records."""

from zhiliang.indicators.definition import Ratio, StatusNote
from zhiliang.indicators.expression import Column, Literal
from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table

OUTLET_DAYS = Table(
    "outlet_day",
    columns=(
        ("outlet", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("industrial", "bool"),
        ("standing", "text"),
        ("volume", "int"),
        ("compliant_volume", "int"),
        ("received", "int"),
        ("readings", "text"),
    ),
    key=("outlet", "day"),
    period="",
    date="day",
)

outlet_days = Projection(
    OUTLET_DAYS,
    model="environment.OutletDay",
    columns={
        "outlet": "outlet__code",
        "day": "day",
        "place": "place_id",
        "source": "source",
        "industrial": "industrial",
        "standing": "standing",
        "volume": "volume",
        "compliant_volume": "compliant_volume",
        "received": "received",
        "readings": "readings_digest",
    },
    where={"superseded_at__isnull": True},
    partition="day",
)

DRINKING_MONTHS = Table(
    "drinking_month",
    columns=(
        ("water_source", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("quantity", "int"),
        ("compliant_quantity", "int"),
        ("over", "text"),
        ("reference", "text"),
        ("line", "int"),
    ),
    key=("water_source", "day"),
    period="",
    date="day",
)

drinking_months = Projection(
    DRINKING_MONTHS,
    model="environment.DrinkingMonth",
    columns={
        "water_source": "water_source__code",
        "day": "first_day",
        "place": "place_id",
        "source": "source",
        "quantity": "quantity",
        "compliant_quantity": "compliant_quantity",
        "over": "over",
        "reference": "reference",
        "line": "line",
    },
    where={"superseded_at__isnull": True},
    partition="first_day",
)

SEWAGE_MONTHS = Table(
    "sewage_month",
    columns=(
        ("place", "text"),
        ("day", "date"),
        ("source", "text"),
        ("generated", "int"),
        ("treated", "int"),
        ("reference", "text"),
        ("line", "int"),
    ),
    key=("place", "day"),
    period="",
    date="day",
)

sewage_months = Projection(
    SEWAGE_MONTHS,
    model="environment.SewageMonth",
    columns={
        "place": "place_id",
        "day": "first_day",
        "source": "source",
        "generated": "generated",
        "treated": "treated",
        "reference": "reference",
        "line": "line",
    },
    where={"superseded_at__isnull": True},
    partition="first_day",
)

PLANT_YEARS = Table(
    "sewage_plant_year",
    columns=(
        ("plant", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("built", "int"),
        ("online", "int"),
        ("days", "int"),
    ),
    key=("plant", "day"),
    period="",
    date="day",
)

plant_years = Projection(
    PLANT_YEARS,
    model="environment.PlantYear",
    columns={
        "plant": "plant__code",
        "day": "last_day",
        "place": "place_id",
        "source": "source",
        "built": "built",
        "online": "online",
        "days": "days",
    },
    where={"superseded_at__isnull": True},
    partition="last_day",
)

JUDGED = Column("standing").one_of("compliant", "exceeded")

industrial_wastewater_compliance = Ratio(
    key="environment.industrial_wastewater_compliance",
    clause="二(四)",
    name_zh="工业废水排放达标率",
    name_en="Industrial wastewater compliance",
    unit="%",
    of=OUTLET_DAYS,
    where=Column("industrial") & JUDGED,
    numerator=Column("compliant_volume"),
    denominator=Column("volume"),
    pool="city",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
    statuses=(
        StatusNote(
            "discontinued",
            "2015-01-01",
            "",
            "“十二五”规划完成情况表注明“非环统指标”，不再统计；停止统计的起始年份待核。",
            "The twelfth-plan completion table says it is no longer an environmental statistic; "
            "the first year without it is to be verified.",
            sources=("returns", "published"),
        ),
        StatusNote(
            "redefined",
            "2015-01-01",
            "",
            "不再由环境统计给出，改由在线监测的日判定计算，只含联网的排放口。",
            "No longer given by the environmental statistics; computed from the verdicts on days "
            "monitored online, of connected outlets alone.",
            sources=("records", "sample"),
        ),
    ),
    note_zh="按水量计：在线监测的工业排放口中，日均值达到许可限值之日的排水量占可判定之日排水量的比例。"
    "有效数据不足、停运和无许可限值的日子不计入分子和分母，另见数据质量页。",
    note_en="By volume: of the water that monitored industrial outlets discharged on days that "
    "could be judged, the share of days whose daily means met the permit. Days with too little "
    "valid data, standstill or no permitted limit count on neither side; the data-quality page "
    "shows them.",
)

outlet_day_compliance = Ratio(
    key="environment.outlet_day_compliance",
    clause="三(五)",
    name_zh="排放口达标天数比例",
    name_en="Outlet days in compliance",
    unit="%",
    of=OUTLET_DAYS,
    where=JUDGED,
    numerator=Column("standing").is_("compliant"),
    denominator=Literal(1),
    pool="city",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
    note_zh="在线监测的排放口（含废气和污水处理厂）可判定之日中达标之日的比例，不论排水量。",
    note_en="Of the days of monitored outlets (flue gas and sewage plants included) that could be "
    "judged, the share in compliance, whatever the volume.",
)

drinking_source_compliance = Ratio(
    key="environment.drinking_source_compliance",
    clause="二(四)",
    name_zh="饮用水源水质达标率",
    name_en="Drinking-source compliance",
    unit="%",
    of=DRINKING_MONTHS,
    where=~Column("compliant_quantity").is_null(),
    numerator=Column("compliant_quantity"),
    denominator=Column("quantity"),
    pool="city",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
    note_zh="按水量计：各水源达标月份的取水量占全部取水量的比例；原文未说明计法，"
    "按水量为通行做法（待核）。",
    note_en="By volume: water drawn in months whose test complied, of all water drawn. The opinion "
    "does not say how to count; by volume is the usual way (待核).",
)

sewage_treatment_rate = Ratio(
    key="environment.sewage_treatment_rate",
    clause="二(四)",
    name_zh="城镇生活污水处理率",
    name_en="Urban sewage treatment rate",
    unit="%",
    of=SEWAGE_MONTHS,
    numerator=Column("treated"),
    denominator=Column("generated"),
    pool="city",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
    note_zh="各月处理水量之和除以产生水量之和；污水处理厂在线监测的排水量并列，不参与计算。",
    note_en="Water treated over water that arose, months summed. What the plants' outlets reported "
    "online stands beside and is not counted.",
)

sewage_online_monitoring_coverage = Ratio(
    key="environment.sewage_online_monitoring_coverage",
    clause="三(五)",
    name_zh="污水处理设施在线监测覆盖率",
    name_en="Sewage plants under online monitoring",
    unit="%",
    of=PLANT_YEARS,
    numerator=Column("online"),
    denominator=Column("built"),
    pool="city",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
    note_zh="年末已建成的污水处理厂中，"
    "当年在线监测有数据的天数不少于规定天数（示例配置）的比例，按厂计。",
    note_en="Of the plants that stood at the end of the year, the share whose outlets reported "
    "online on at least the configured number of days, by plant.",
)

SECTION_MONTHS = Table(
    "section_month",
    columns=(
        ("section", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("water_class", "int"),
        ("good", "int"),
        ("on_target", "int"),
        ("determining", "text"),
        ("reference", "text"),
        ("line", "int"),
    ),
    key=("section", "day"),
    period="",
    date="day",
)

section_months = Projection(
    SECTION_MONTHS,
    model="environment.SectionMonth",
    columns={
        "section": "section__code",
        "day": "first_day",
        "place": "place_id",
        "source": "source",
        "water_class": "water_class",
        "good": "good",
        "on_target": "on_target",
        "determining": "determining",
        "reference": "reference",
        "line": "line",
    },
    where={"superseded_at__isnull": True, "water_class__isnull": False},
    partition="first_day",
)

sections_good, sections_on_target = (
    Ratio(
        key=f"environment.{key}",
        clause="三(五)",
        name_zh=name_zh,
        name_en=name_en,
        unit="%",
        of=SECTION_MONTHS,
        where=~Column(column).is_null(),
        numerator=Column(column),
        denominator=Literal(1),
        pool="city",
        aggregate="ratio_of_sums",
        sets=("gd_21", "prd_9"),
        note_zh="按断面月次计：每个断面每月按单因子评价一次。",
        note_en="By section and month: each is judged once by its single worst factor.",
    )
    for key, column, name_zh, name_en in (
        ("sections_good", "good", "地表水断面优良比例", "Section months at class III or better"),
        (
            "sections_on_target",
            "on_target",
            "地表水断面水质达标率",
            "Section months that reach their target",
        ),
    )
)
