"""A made-up province to print: 21 cities, 6 departments, 3 districts, 25 targets, five years."""

import random
from datetime import date
from typing import Any

import pytest

from zhiliang.mandate import load_targets

CITIES = (
    "440100 广州 Guangzhou|440200 韶关 Shaoguan|440300 深圳 Shenzhen|440400 珠海 Zhuhai|"
    "440500 汕头 Shantou|440600 佛山 Foshan|440700 江门 Jiangmen|440800 湛江 Zhanjiang|"
    "440900 茂名 Maoming|441200 肇庆 Zhaoqing|441300 惠州 Huizhou|441400 梅州 Meizhou|"
    "441500 汕尾 Shanwei|441600 河源 Heyuan|441700 阳江 Yangjiang|441800 清远 Qingyuan|"
    "441900 东莞 Dongguan|442000 中山 Zhongshan|445100 潮州 Chaozhou|445200 揭阳 Jieyang|"
    "445300 云浮 Yunfu"
)
DISTRICTS = "440606 顺德区 Shunde|440783 开平市 Kaiping|445281 普宁市 Puning"
DEPARTMENTS = (
    "gdqts 省质监局 Quality Supervision Bureau|gdepb 省环境保护厅 Environmental Protection|"
    "gdcc 省住房城乡建设厅 Housing and Construction|gdagri 省农业厅 Agriculture|"
    "gdfda 省食品药品监管局 Food and Drug Administration|gdaic 省工商局 Industry and Commerce"
)
# key, clause, names, lead, unit, rule, parameters, points, spread of believable values
ITEMS = (
    ("air", "二(四)3", "空气质量优良天数比例", "Good-air days", "省环境保护厅", "%",
     "ratio_to_target", {"target": "95"}, 10, (78, 99)),
    ("sewage", "二(四)5", "城镇生活污水处理率", "Urban sewage treatment rate", "省环境保护厅", "%",
     "ratio_to_target", {"target": "80"}, 10, (62, 97)),
    ("water", "二(四)2", "集中式饮用水源水质达标率", "Drinking-source compliance",
     "省环境保护厅", "%", "threshold", {"op": "ge", "target": "95"}, 10, (92, 100)),
    ("wastewater", "二(四)1", "工业废水排放达标率", "Industrial wastewater compliance",
     "省环境保护厅", "%", "ratio_to_target", {"target": "95"}, 0, None),
    ("market", "二(一)5", "重点产品市场抽检合格率", "Market sampling pass rate", "省工商局", "%",
     "ratio_to_target", {"target": "90"}, 15, (82, 98)),
    ("comparability", "二(一)6", "可比性跟踪监督抽查合格率", "Comparability sampling pass rate",
     "省质监局", "%", "tiered",
     {"tiers": [{"at_least": "90", "share": "1"}, {"at_least": "85", "share": "0.5"}]},
     10, (81, 97)),
    ("brands", "三(二)3", "省名牌产品", "Provincial brand products", "省质监局", "product",
     "base_plus", {"base": "3", "from": "20", "per_unit": "0.02"}, 5, (5, 320)),
    ("works", "二(三)2", "重点工程一次验收合格率", "Key works accepted at first inspection",
     "省住房城乡建设厅", "%", "threshold", {"op": "eq", "target": "100"}, 10, (97, 100)),
    ("accidents", "二(三)3", "建设工程质量事故", "Construction quality accidents",
     "省住房城乡建设厅", "accident", "deduct", {"step": "2", "free": "0"}, 6, (0, 2)),
    ("complaints", "三(六)9", "质量投诉举报按期办结率", "Complaints closed in time", "省质监局", "%",
     "ratio_to_target", {"target": "100"}, 10, (88, 100)),
    ("platforms", "三(七)2", "公共检测服务平台", "Public testing platforms", "省质监局", "platform",
     "tiered", {"tiers": [{"at_least": "5", "share": "1"}, {"at_least": "2", "share": "0.6"}]},
     5, (0, 15)),
    ("satisfaction", "二(二)1", "生活性服务业顾客满意度", "Satisfaction with consumer services",
     "省质监局", "", "ratio_to_target", {"target": "80"}, 5, (72, 88)),
    ("plan", "四(一)2", "质量工作纳入政府议事日程", "Quality work on the government's agenda",
     "省质监局", "", "binary", {}, 4, (0, 1)),
)
DRIFT = {2011: 8, 2012: 6, 2013: 4, 2014: 2, 2015: 0}


def _item(row: tuple[Any, ...], *, rng: random.Random, code: str, year: int) -> dict[str, Any]:
    key, clause, zh, en, lead, unit, rule, parameters, points, spread = row
    whole = unit in ("accident", "product", "platform") or rule == "binary"
    value = None if spread is None else rng.uniform(*spread)
    if value is not None and unit == "%":
        value = max(40.0, value - DRIFT[year])
    text = None if value is None else (str(round(value)) if whole else f"{value:.1f}")
    target = parameters.get("target", "1" if rule == "binary" else None)
    share = 1.0 if not points else min(1.0, max(0.0, (float(text or 0)) / float(target or 100)))
    earned = f"{points * share:.2f}"
    counted = text is not None and unit == "%" and rng.random() < 0.7
    denominator = rng.randint(300, 4000) if counted else None
    return {
        "key": key, "clause": clause, "name_zh": zh, "name_en": en, "lead": lead,
        "indicator": "" if rule == "binary" else f"sample.{key}", "rule": rule,
        "parameters": parameters, "points": str(points), "earned": earned,
        "lost": f"{points - float(earned):.2f}", "value": text,
        "numerator": None if denominator is None else round(denominator * float(text or 0) / 100),
        "denominator": denominator, "unit": unit, "target": target,
        "status": "discontinued" if spread is None
        else ("redefined" if key == "air" and year >= 2013 else "ok"),
        "source": "published" if key == "air" else ("sample" if spread else None),
        "period": str(year), "reason_zh": f"实际值{text}，低于目标{target}。",
        "reason_en": f"The figure {text} is below {target}.",
        "regain_zh": f"达到{target}即得满分；优先改进{zh}中拖后的县（市、区）。",
        "regain_en": f"{target} earns all points; begin with the districts that lag.",
        "records": [
            {"table": "figure", "place": code, "period": str(year), "source": "sample",
             "reference": f"sample-{year}.csv 第{rng.randint(2, 400)}行"}
            for _ in range(rng.randint(1, 9) if spread else 0)
        ],
    }  # fmt: skip


def _subject(row: str, *, kind: str, rng: random.Random, year: int) -> dict[str, Any]:
    code, zh, en = row.split(" ", 2)
    items = [_item(item, rng=rng, code=code, year=year) for item in ITEMS]
    earned = sum(float(item["earned"]) for item in items)
    return {
        "code": code, "kind": kind, "name_zh": f"{zh}市" if kind == "city" else zh, "name_en": en,
        "score": f"{earned:.2f}", "grade": None, "rank": None, "vetoes": [], "sample": True,
        "items": items,
    }  # fmt: skip


def _grade(subjects: list[dict[str, Any]]) -> None:
    subjects.sort(key=lambda subject: -float(subject["score"]))
    for rank, subject in enumerate(subjects, start=1):
        subject["rank"] = rank
        score = float(subject["score"])
        subject["grade"] = next(
            grade for grade, low in (("A", 88), ("B", 80), ("C", 75), ("D", 0)) if score >= low
        )


def _targets(year: int, rng: random.Random) -> list[dict[str, Any]]:
    return [_target(target, position, year, rng) for position, target in enumerate(load_targets())]


def _target(target: Any, position: int, year: int, rng: random.Random) -> dict[str, Any]:
    judgement = ("met", "on_track", "behind", "missed", "not_collected", "discontinued")[position % 6]
    if target.op == "approx":
        judgement = "distance"
    goal = float(target.value)
    known = judgement not in ("not_collected", "discontinued")
    reach = {"met": 1.03, "on_track": 0.97, "behind": 0.9, "missed": 0.8}.get(judgement, 0.7)
    first = goal * reach * 0.75
    observed = {y: f"{first + (goal * reach - first) * (y - 2010) / 5:.1f}" for y in range(2010, 2016)}
    baseline = {"year": 2010, "value": observed[2010], "source": "published"} if known else None
    return {
        "key": target.key, "clause": target.clause, "name_zh": target.name_zh,
        "name_en": target.name_en, "op": target.op, "target": str(target.value),
        "unit": target.unit, "horizon": target.horizon, "indicator": target.indicator,
        "judgement": judgement, "value": observed[year] if known else None,
        "source": "sample" if known else None,
        "status": judgement if not known else "ok", "baseline": baseline,
        "path": [
            {"year": y, "required": f"{first + (goal - first) * (y - 2010) / 5:.1f}",
             "observed": observed[y] if known and y <= year else None,
             "source": "published" if known else None, "status": "ok"}
            for y in range(2010, 2016)
        ],
        "reason_zh": f"{target.name_zh}按现有记录判断。", "reason_en": "Judged on the records at hand.",
    }  # fmt: skip


def province(year: int = 2015) -> dict[str, Any]:
    """Results of one made-up year in the shape that the evaluation writes."""
    rng = random.Random(year)
    kinds = (("city", CITIES), ("district", DISTRICTS), ("department", DEPARTMENTS))
    subjects: list[dict[str, Any]] = []
    for kind, rows in kinds:
        group = [_subject(row, kind=kind, rng=rng, year=year) for row in rows.split("|")]
        _grade(group)
        subjects += group
    vetoed = next(s for s in subjects if s["code"] == "445200")
    vetoed |= {"grade": "D", "vetoes": [{"key": "incident", "ground_zh": "发生区域性产品质量安全事件",
                                          "ground_en": "A regional product safety incident"}]}  # fmt: skip
    return {
        "year": year, "period": str(year), "as_of": f"{year + 1}-03-31T16:00:00.000000Z",
        "manifest": 42, "lake_digest": "5f" * 32,
        "scheme": {
            "key": f"gd-{year}", "title_zh": f"广东省质量强省工作评价方案（{year}年）",
            "title_en": f"Guangdong quality work evaluation scheme {year}", "digest": "ab" * 32,
            "example": True, "max_points": "100", "rounding": {"mode": "half_up", "places": 2},
            "bands": [{"grade": g, "from": f} for g, f in (("A", "90"), ("B", "80"), ("C", "60"), ("D", "0"))],
        },
        "subjects": subjects, "targets": _targets(year, rng),
        "directions": [
            {"key": "service_satisfaction", "clause": "二(二)", "name_zh": "服务满意度明显提高",
             "name_en": "Markedly higher service satisfaction", "indicator": "service.satisfaction",
             "value": "81.3", "period": str(year), "source": "sample", "status": "ok"},
            {"key": "luban_awards", "clause": "二(三)", "name_zh": "一批工程获鲁班奖",
             "name_en": "Luban awards", "indicator": "award.luban", "value": None,
             "period": str(year), "source": None, "status": "not_collected"},
        ],
    }  # fmt: skip


@pytest.fixture(scope="session")
def results() -> dict[str, Any]:
    return province()


@pytest.fixture(scope="session")
def history() -> dict[int, dict[str, Any]]:
    return {year: province(year) for year in range(2011, 2016)}


@pytest.fixture(scope="session")
def issued() -> date:
    return date(2016, 7, 5)
