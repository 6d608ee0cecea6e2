"""The laws that clocks and kept latenesses name in Chinese."""

import re

from django.utils.functional import lazy

from zhiliang.core.language import pick
from zhiliang.core.pages.recorded import know

LAWS = {
    "食品召回管理办法(总局令122号)": "Measures for Food Recalls (SAMR order 122)",
    "食品召回管理办法(原食药总局令12号 2015)": "Measures for Food Recalls (CFDA order 12)",
    "消费品召回管理暂行规定(总局令19号)": (
        "Interim Provisions on Consumer Goods Recalls (SAMR order 19)"
    ),
    "广东省消费品召回管理办法(粤府令308号)": (
        "Guangdong Measures for Consumer Goods Recalls (provincial order 308)"
    ),
    "缺陷汽车产品召回管理条例(国务院令626号)": (
        "Regulations on Recalls of Defective Vehicles (State Council order 626)"
    ),
    "缺陷汽车产品召回管理条例实施办法(质检总局令176号)": (
        "Implementing Measures for Recalls of Defective Vehicles (AQSIQ order 176)"
    ),
    "机动车排放召回管理规定(总局、生态环境部令40号)": (
        "Provisions on Emission Recalls of Motor Vehicles (SAMR and MEE order 40)"
    ),
    "医疗器械召回管理办法(原食药总局令29号)": "Measures for Medical Device Recalls (CFDA order 29)",
}

_both = lazy(pick, str)
for zh, en in LAWS.items():
    know(re.escape(zh), _both(zh, en))
_ANY = "|".join(map(re.escape, LAWS))
know(
    rf"(?P<law>{_ANY}) 第?(?P<article>\d[\d/()]*)条?",
    _both("%(law)s 第%(article)s条", "%(law)s, article %(article)s"),
)
know(rf"(?P<law>{_ANY}) 待核", _both("%(law)s 条款待核", "%(law)s, article 待核"))
