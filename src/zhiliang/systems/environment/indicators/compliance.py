"""The aims of 二(四) on wastewater, drinking sources and sewage treatment."""

from zhiliang.indicators.definition import Reported, StatusNote

industrial_wastewater_compliance = Reported(
    key="environment.industrial_wastewater_compliance",
    clause="二(四)",
    name_zh="工业废水排放达标率",
    name_en="Industrial wastewater compliance",
    unit="%",
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
        ),
    ),
)

drinking_source_compliance = Reported(
    key="environment.drinking_source_compliance",
    clause="二(四)",
    name_zh="饮用水源水质达标率",
    name_en="Drinking-source compliance",
    unit="%",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
)

sewage_treatment_rate = Reported(
    key="environment.sewage_treatment_rate",
    clause="二(四)",
    name_zh="城镇生活污水处理率",
    name_en="Urban sewage treatment rate",
    unit="%",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
)

sewage_online_monitoring_coverage = Reported(
    key="environment.sewage_online_monitoring_coverage",
    clause="三(五)",
    name_zh="污水处理设施在线监测覆盖率",
    name_en="Sewage plants under online monitoring",
    unit="%",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
)
