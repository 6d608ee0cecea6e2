"""The sentences that verdicts and permits of the environment keep in Chinese."""

import re

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from zhiliang.core.language import pick
from zhiliang.core.pages.recorded import know
from zhiliang.methods.tables.water_factors import FACTORS

SENTENCES = (
    ("待核", _("待核")),
    (r"日均值（(?P<clause>[^）]+)）", _("日均值（%(clause)s）")),
    (r"许可 (?P<number>.+)", _("许可 %(number)s")),
    (r"(?P<items>\d+)项齐全为有效（待核）", _("%(items)s项齐全为有效（待核）")),
    (r"有数据天数 ≥ (?P<days>\d+)（示例配置）", _("有数据天数 ≥ %(days)s（示例配置）")),
    (r"城镇污水月报", _("城镇污水月报")),
    (r"(?P<standard>GB [\d-]+) 表(?P<table>\d+)", _("%(standard)s 表%(table)s")),
    (r"示例限值（参照(?P<standard>[^，）]+)，待核）", _("示例限值（参照%(standard)s，待核）")),
    (
        r"(?P<standard>GB [\d-]+) 单因子（环办〔2011〕22号，待核）",
        _("%(standard)s 单因子（环办〔2011〕22号，待核）"),
    ),
    (
        r"GB 3838-2002 4\.2、4\.3（按水量计，待核）",
        _("GB 3838-2002 4.2、4.3（按水量计，待核）"),
    ),
    (r"(?P<day>\d{4}-\d\d-\d\d)：(?P<over>.+)", _("%(day)s：%(over)s")),
    (r"(?P<what>\w+ [\d.]+)（(?P<limit>[≤≥\d.–]+)）", _("%(what)s（%(limit)s）")),
    (r"(?P<names>.+)（检出限高于限值，存疑）", _("%(names)s（检出限高于限值，存疑）")),
)
POLLUTANT_NAMES = {
    "pm2_5": "PM2.5",
    "pm10": "PM10",
    "so2": "SO2",
    "no2": "NO2",
    "co": "CO",
    "o3": "O3",
    "o3_8h": "O3-8h",
}

for pattern, words in SENTENCES:
    know(pattern, words)
for factor in FACTORS:
    know(re.escape(factor.zh), lazy(pick, str)(factor.zh, factor.en))
for key, name in POLLUTANT_NAMES.items():
    know(key, name)
