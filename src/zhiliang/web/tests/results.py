"""A results document that is small and complete."""

from zhiliang.mandate import load_targets

GRADES = {2014: {"440100": "B", "440300": "A"}, 2015: {"440100": "A", "440300": "A"}}
BANDS = [{"grade": "A", "from": "90"}, {"grade": "B", "from": "0"}]
NAMES = {"440100": "广州市", "440300": "深圳市"}


def item():
    return {
        "key": "market_sampling",
        "clause": "二(一)",
        "name_zh": "重点产品市场抽检合格率",
        "name_en": "Market sampling pass rate",
        "group": "product",
        "lead": "quality_supervision",
        "indicator": "sampling.market_pass_rate",
        "rule": "ratio_to_target",
        "parameters": {"target": "95"},
        "points": "4",
        "earned": "3.8",
        "lost": "0.2",
        "counted": True,
        "value": "90.0",
        "numerator": 900,
        "denominator": 1000,
        "unit": "%",
        "target": "95",
        "status": "ok",
        "source": "sample",
        "place": "440100",
        "period": "2015",
        "reason_zh": "实际90%，目标95%",
        "reason_en": "90% of 95%",
        "regain_zh": "再提高5个百分点",
        "regain_en": "five points more",
        "records": [],
    }


def subject(code, grade):
    return {
        "code": code,
        "kind": "city",
        "name_zh": NAMES[code],
        "name_en": NAMES[code],
        "score": "93.21",
        "exact": "9321/100",
        "grade": grade,
        "rank": 1,
        "vetoes": [],
        "sample": True,
        "items": [item()],
    }


def target(aim, year):
    path = [
        {"year": y, "required": "90", "observed": str(85 + y - 2010), "source": "sample"}
        for y in range(2010, year + 1)
    ]
    return {
        "key": aim.key,
        "clause": aim.clause,
        "name_zh": aim.name_zh,
        "name_en": aim.name_en,
        "op": aim.op,
        "unit": aim.unit,
        "horizon": aim.horizon,
        "indicator": aim.indicator,
        "target": str(aim.value),
        "judgement": "met" if aim.op == "ge" else "behind",
        "value": path[-1]["observed"],
        "source": "sample",
        "status": "ok",
        "baseline": {"year": 2010, "value": "85", "source": "sample"},
        "path": [{**step, "status": "ok"} for step in path],
        "reason_zh": "因为",
        "reason_en": "because",
    }


def results(year):
    scheme = {"key": "示例", "title_zh": "方案", "title_en": "scheme", "digest": "0" * 64}
    scheme |= {"example": True, "max_points": "100", "bands": BANDS}
    scheme |= {"rounding": {"mode": "none", "places": 2}}
    return {
        "year": year,
        "period": str(year),
        "as_of": "2026-11-23T00:00:00+00:00",
        "manifest": 7,
        "scheme": scheme,
        "subjects": [subject(code, grade) for code, grade in GRADES[year].items()],
        "targets": [target(aim, year) for aim in load_targets()],
        "directions": [],
    }
