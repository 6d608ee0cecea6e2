"""Figures of the twelfth five-year plan table, as published: no records here compute them."""

from zhiliang.indicators.definition import Reported

emissions = tuple(
    Reported(
        key=f"environment.{key}_emission",
        clause="二(四)",
        name_zh=f"{name_zh}排放量",
        name_en=f"{name_en} emissions",
        unit="万吨",
        places=2,
        better="lower",
        aggregate="sum",
    )
    for key, name_zh, name_en in (
        ("so2", "二氧化硫", "Sulphur dioxide"),
        ("nox", "氮氧化物", "Nitrogen oxides"),
        ("ammonia_nitrogen", "氨氮", "Ammonia nitrogen"),
    )
)

plan_figures = tuple(
    Reported(
        key=f"environment.{key}",
        clause=clause,
        name_zh=name_zh,
        name_en=name_en,
        unit=unit,
        places=places,
        better=better,
    )
    for key, name_zh, name_en, unit, places, better, clause in (
        (
            "air_no2",
            "二氧化氮平均浓度",
            "Nitrogen dioxide mean concentration",
            "µg/m³",
            0,
            "lower",
            "二(四)",
        ),
        (
            "air_so2",
            "二氧化硫平均浓度",
            "Sulphur dioxide mean concentration",
            "µg/m³",
            0,
            "lower",
            "二(四)",
        ),
        (
            "radioactive_source_storage",
            "放射性废源（废物）收储率",
            "Spent radioactive sources taken into storage",
            "%",
            1,
            "higher",
            "二(四)",
        ),
        (
            "household_waste_treatment",
            "城镇生活垃圾无害化处理率",
            "Urban household waste treated harmlessly",
            "%",
            1,
            "higher",
            "二(四)",
        ),
        (
            "solid_waste_utilisation",
            "工业固体废物综合利用率",
            "Industrial solid waste utilised",
            "%",
            1,
            "higher",
            "二(四)",
        ),
        (
            "hazardous_waste_disposal",
            "重点监管单位危险废物安全处置率",
            "Hazardous waste of key units disposed of safely",
            "%",
            1,
            "higher",
            "二(四)",
        ),
        (
            "industrial_water_reuse",
            "重点工业企业用水重复利用率",
            "Water reused by key industrial enterprises",
            "%",
            1,
            "higher",
            "二(四)",
        ),
        (
            "county_monitoring_hardware",
            "县级环境监测站标准化建设硬件达标率",
            "County monitoring stations with standard equipment",
            "%",
            1,
            "higher",
            "三(五)",
        ),
        (
            "county_inspection_hardware",
            "县级环境监察机构标准化建设硬件达标率",
            "County inspection bodies with standard equipment",
            "%",
            1,
            "higher",
            "三(五)",
        ),
        ("forest_cover", "森林覆盖率", "Forest cover", "%", 1, "higher", "三(五)"),
        ("forest_stock", "森林蓄积量", "Forest stock", "亿立方米", 2, "higher", "三(五)"),
        (
            "nature_reserve_share",
            "自然保护区陆域面积占全省陆地面积比例",
            "Nature reserves in the province's land area",
            "%",
            1,
            "higher",
            "三(五)",
        ),
        (
            "park_area_per_head",
            "城市人均公园绿地面积",
            "Urban park area per head",
            "平方米",
            2,
            "higher",
            "三(五)",
        ),
    )
)
"""Figures of the twelfth five-year plan table and city bulletins, as published."""
