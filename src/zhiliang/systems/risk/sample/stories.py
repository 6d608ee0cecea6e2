"""What the made-up observations and warnings are about; every product and event is invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from zhiliang.systems.risk.models import Kind, Source
from zhiliang.systems.risk.sources import Told

WEEKS = 5 * 52 + 6


@dataclass(frozen=True)
class Quiet:
    """A background of reports that come by chance: so many a week, more in the cold season."""

    product: str
    hazard: str
    place: str
    weekly: float
    winter: float = 1.0
    kind: Kind = Kind.COMPLAINT


BACKGROUND = (
    Quiet("heaters", "shock", "440100", 0.8, winter=2.0),
    Quiet("heaters", "fire", "440100", 0.4, winter=2.0),
    Quiet("heaters", "shock", "440300", 0.7, winter=2.0),
    Quiet("heaters", "shock", "440600", 0.5, winter=2.0),
    Quiet("heaters", "burn", "441900", 0.3, winter=2.0),
    Quiet("ebikes", "fire", "440300", 1.0),
    Quiet("ebikes", "fire", "440100", 0.9),
    Quiet("ebikes", "mechanical", "440100", 0.6),
    Quiet("ebikes", "fire", "441300", 0.4),
    Quiet("toys", "choking", "440500", 0.5),
    Quiet("toys", "choking", "440600", 0.4),
    Quiet("toys", "chemical", "440500", 0.4),
    Quiet("toys", "label", "440600", 0.5),
    Quiet("children", "mechanical", "440100", 0.5),
    Quiet("gas", "poisoning", "440100", 0.3, winter=2.0),
    Quiet("gas", "explosion", "440700", 0.2),
    Quiet("food", "microbes", "440100", 1.2),
    Quiet("food", "foreign_body", "440100", 1.3),
    Quiet("food", "microbes", "440300", 1.0),
    Quiet("food", "foreign_body", "440300", 1.1),
    Quiet("food", "label", "441900", 0.8),
    Quiet("appliances", "shock", "440600", 0.6),
    Quiet("appliances", "fire", "442000", 0.4),
    Quiet("electronics", "fire", "440300", 0.7),
    Quiet("electronics", "burn", "440300", 0.4),
    Quiet("furniture", "collapse", "440600", 0.3),
    Quiet("cosmetics", "allergy", "440100", 0.7),
    Quiet("clothing", "chemical", "441900", 0.4),
    Quiet("building", "chemical", "440600", 0.4),
    Quiet("ebikes", "fire", "440300", 0.2, kind=Kind.INJURY),
    Quiet("heaters", "shock", "440100", 0.1, kind=Kind.INJURY),
)
PLANTED = {"product": "heaters", "hazard": "shock", "place": "440100"}
"""The cluster that the monitor finds before it is a headline."""
FRESH = {"product": "ebikes", "hazard": "fire", "place": "440300"}
FALSE = {"product": "toys", "hazard": "label", "place": "440600"}


def background(until: date) -> Iterator[Told]:
    """Years of reports in which nothing happens, the same for the same day."""
    for number, quiet in enumerate(BACKGROUND):
        rng = np.random.default_rng(2010_84 + number)
        for week in range(WEEKS):
            first = until - timedelta(days=7 * (WEEKS - week) - 1)
            rate = quiet.weekly * (quiet.winter if first.month in (11, 12, 1, 2) else 1.0)
            for each in range(int(rng.poisson(rate))):
                told = first + timedelta(days=int(rng.integers(7)))
                late = timedelta(days=int(rng.integers(5)))
                yield _told(f"{number}-{week}-{each}", quiet.kind, told - late, told, quiet)


def _told(reference: str, kind: Kind, occurred: date, told: date, quiet: Quiet) -> Told:
    return Told(
        kind=kind,
        reference=f"示例-{reference}",
        product=quiet.product,
        hazard=quiet.hazard,
        place=quiet.place,
        occurred_on=occurred,
        recorded_on=told,
        injured=kind == Kind.INJURY,
        source=Source.SAMPLE,
    )


def cluster(
    name: str, until: date, days: tuple[int, ...], titles: tuple[str, ...], where: dict[str, str]
) -> Iterator[Told]:
    """Reports so many days before a day."""
    for number, before in enumerate(days):
        day = until - timedelta(days=before)
        yield Told(
            kind=Kind.INJURY if number % 5 == 4 else Kind.COMPLAINT,
            reference=f"示例-{name}-{number}",
            occurred_on=day - timedelta(days=1),
            recorded_on=day,
            title=titles[number % len(titles)],
            injured=number % 5 == 4,
            source=Source.SAMPLE,
            **where,
        )


SHOCKS = (
    "示例暖风机使用两天后外壳麻手",
    "示例暖风机漏电，保护器跳闸",
    "示例暖风机洗手后触碰被电",
    "同款暖风机外壳带电，退货",
    "老人触碰取暖器触电送医",
)
FIRES = ("电动车充电时冒烟起火", "示例锂电池更换后自燃", "楼道内电动自行车着火")
LABELS = ("玩具外包装没有中文警示",)

STEPS = (
    ("1", "冬季在浴室门口使用取暖器"),
    ("1/40", "电源线固定处松脱，外壳带电"),
    ("1/5", "湿手触及金属外壳"),
    ("1/10", "漏电保护没有动作"),
)
SCENARIO: dict[str, Any] = {
    "words": "湿手触及带电外壳",
    "injury": "电击致心室颤动",
    "severity": 4,
    "steps": STEPS,
}
MILD: dict[str, Any] = {
    "words": "干手触及带电外壳",
    "injury": "麻木、短暂疼痛",
    "severity": 1,
    "steps": (("1", "使用取暖器"), ("1/40", "外壳带电"), ("1/2", "触及外壳")),
}
NOTICE: dict[str, Any] = {
    "kind": "notice",
    "title": "某型号暖风机外壳可能带电",
    "title_en": "The case of one model of fan heater may be live",
    "product": "heaters",
    "hazard": "shock",
    "area": "广东省（示例型号 NF-30 的销售范围）",
    "matters": "示例暖风机 NF-30 的电源线固定处可能松脱，使外壳带电。一周内已有多起触电的投诉。",
    "matters_en": "The cord of sample fan heater NF-30 may come loose and make its case live. "
    "Several shocks were reported within a week.",
    "measures": "停止使用，拔下插头，不要在浴室使用。联系销售者退货或者免费修理。"
    "有人触电时先断电再施救，拨打 120。",
    "measures_en": "Stop using it and pull the plug; never use it in a bathroom. Return it or have "
    "it repaired free of charge. If somebody has a shock, cut the power first, then call 120.",
    "contact": "12315",
}
RED: dict[str, Any] = {
    "kind": "emergency",
    "category": "accident",
    "colour": "red",
    "title": "管道燃气掺混异常，可能引起一氧化碳中毒",
    "title_en": "Faulty mix of piped gas may cause carbon monoxide poisoning",
    "product": "gas",
    "hazard": "poisoning",
    "area": "广州市（示例片区：示例一路至示例九路）",
    "matters": "示例气站掺混设备故障，管道燃气热值异常，燃烧不充分，可能产生大量一氧化碳。",
    "matters_en": "Mixing equipment of a sample gas station failed. The piped gas does not burn "
    "completely and may give off much carbon monoxide.",
    "measures": "立即关闭灶具和燃气热水器，关闭表前阀，开窗通风。头晕、恶心的马上到室外并拨打 120。"
    "恢复供气通知发出前不要使用。",
    "measures_en": "Turn off cookers and gas water heaters and the valve at the meter; open the "
    "windows. If you feel dizzy or sick, go outside and call 120. Do not use gas until told so.",
    "contact": "12345、燃气抢险（示例）",
    "urgency": "Immediate",
    "certainty": "Observed",
}
BLUE: dict[str, Any] = {
    "kind": "emergency",
    "category": "accident",
    "colour": "blue",
    "title": "大型游乐设施大风停运",
    "title_en": "Large rides stop in strong wind",
    "product": "equipment",
    "hazard": "mechanical",
    "area": "广州市",
    "matters": "预计有强风，部分大型游乐设施超过允许风速时可能发生事故。",
    "matters_en": "Strong wind is expected; some rides are unsafe above their permitted speed.",
    "measures": "游乐场所停运高空设施；游客听从工作人员安排离开。",
    "measures_en": "Operators stop high rides; visitors follow the staff and leave.",
    "contact": "12345",
}
INCIDENT: dict[str, Any] = {
    "kind": "work_safety",
    "title": "示例气站掺混设备故障致一氧化碳中毒",
    "finding": "示例：晚间多户报告灶具火焰发黄、有人头晕，经查为气站掺混设备故障。",
    "deaths": 0,
    "serious": 11,
    "hurt": 36,
    "moved": 420,
    "loss": 260_000,
}
RESOURCES: tuple[dict[str, Any], ...] = (
    {"kind": "people", "name": "示例燃气抢险队", "quantity": 26, "unit": "人"},
    {"kind": "vehicle", "name": "示例高压氧舱", "quantity": 4, "unit": "台"},
)
REPORTS = (
    ("first", 19.5, "示例：已停气，36 人有不适，11 人中毒较重，均已送医，疏散 420 人。"),
    ("follow", 13.0, "示例：掺混设备故障点已找到，正在更换；住院人员情况稳定。"),
    ("follow", 4.0, "示例：设备更换完成，分片置换检测，部分片区具备恢复供气条件。"),
)
"""Kind, hours ago, text."""
LOG = (
    (20.5, "示例：现场指挥部成立。"),
    (16.0, "示例：首批 1,800 户入户检查完成，未发现新的中毒人员。"),
    (2.0, "示例：第一片区恢复供气。"),
)
