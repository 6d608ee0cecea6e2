"""A made-up province to print, in the shape that the evaluation writes: scores by the real rules.

21 cities, departments and 3 districts on the shipped scheme of each year, the 25 targets, and
figures drawn at random from believable spreads.
"""

import csv
import random
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

import zhiliang
from zhiliang.evaluation.documents.edition import Results
from zhiliang.evaluation.rules import RULES
from zhiliang.indicators.registry import definitions
from zhiliang.mandate import load_targets

PACKAGE = Path(zhiliang.__file__).parent
DISTRICTS = (
    ("440606", "顺德区", "Shunde"),
    ("440783", "开平市", "Kaiping"),
    ("445281", "普宁市", "Puning"),
)
VETOED = "445200"
JUDGEMENTS = ("met", "on_track", "behind", "missed", "not_collected", "discontinued")
REACH = {"met": 1.03, "on_track": 0.97, "behind": 0.9, "missed": 0.8, "distance": 0.7}


def _rows(name: str) -> list[dict[str, str]]:
    with (PACKAGE / "core/reference" / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _scheme(year: int) -> dict[str, Any]:
    path = PACKAGE / f"evaluation/schemes/{year}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _drawn(item: Mapping[str, Any], rng: random.Random, year: int) -> Fraction | None:
    """A believable figure: below its target more often in earlier years."""
    rule, parameters = item["rule"], item["parameters"]
    late = (year - 2011) / 4
    if item["key"] == "emission_tasks" or rng.random() < 0.03:
        return None
    if rule in ("veto", "deduct", "bonus"):
        return Fraction(rng.choice((0, 0, 0, 1)) if rule != "veto" else 0)
    if rule == "binary":
        return Fraction(int(rng.random() < 0.6 + 0.39 * late))
    if rule == "tiered":
        tiers = [Fraction(tier["at_least"]) for tier in parameters["tiers"]]
        return max(rng.choices(tiers, k=2)) if max(tiers) <= 1 else Fraction(rng.randint(70, 92))
    if rule == "base_plus":
        return Fraction(rng.randint(20, 140))
    target = Fraction(parameters["target"])
    spread = rng.uniform(0.92, 1.04) * (0.9 + 0.1 * late)
    return min(Fraction(round(float(target) * spread * 10), 10), Fraction(max(100, target)))


def _item(item: Mapping[str, Any], *, code: str, year: int, rng: random.Random) -> dict[str, Any]:
    figure = _drawn(item, rng, year)
    points = Fraction(item["points"])
    parameters = item["parameters"]
    outcome = RULES[item["rule"]](points, figure, parameters) if figure is not None else None
    earned = outcome.earned if outcome else Fraction(0)
    known = item["key"] != "emission_tasks"
    lost = points - earned if known and item["rule"] not in ("bonus", "veto") else Fraction(0)
    definition = definitions().get(item["indicator"])
    unit = definition.unit if definition else "%"
    denominator = rng.randint(300, 4000) if unit == "%" and figure and rng.random() < 0.6 else None
    value = None if figure is None else f"{float(figure):.{1 if unit == '%' else 0}f}"
    status = ("ok" if known else "discontinued") if value or not known else "not_collected"
    redefined = item["key"] == "good_air" and year >= 2013 and value
    return {
        **{name: item[name] for name in ("key", "clause", "name_zh", "name_en", "group")},
        "lead": item["lead"],
        "indicator": item["indicator"],
        "rule": item["rule"],
        "parameters": parameters,
        "points": _plain(points),
        "earned": _plain(earned),
        "lost": _plain(lost),
        "counted": known,
        "value": value,
        "numerator": denominator and round(denominator * float(figure or 0) / 100),
        "denominator": denominator,
        "unit": unit,
        "target": _plain(outcome.target) if outcome and outcome.target is not None else None,
        "status": "redefined" if redefined else status,
        "source": None if value is None else ("published" if redefined else "sample"),
        "period": str(year),
        "place": code,
        "reason_zh": f"实际{value}{unit}，得{_plain(earned)}分"
        if value
        else "没有数据：本期未填报",
        "reason_en": f"{value}{unit}: {_plain(earned)} points" if value else "No data",
        "regain_zh": f"可拿回{_plain(lost)}分" if lost else "",
        "regain_en": f"Regains {_plain(lost)} points" if lost else "",
        "records": list(_records(code, year, rng)) if lost and value else [],
    }


def _plain(number: Fraction) -> str:
    return f"{Decimal(round(number * 10000)) / 10000:f}"


def _records(code: str, year: int, rng: random.Random) -> Iterator[dict[str, Any]]:
    for _ in range(rng.randint(1, 5)):
        line = rng.randint(2, 400)
        yield {
            "table": "figure",
            "place": code,
            "period": str(year),
            "source": "sample",
            "reference": f"sample-{year}.csv",
            "line": line,
        }


def _subject(sheet: Mapping[str, Any], who: tuple[str, str, str], **draw: Any) -> dict[str, Any]:
    code, name_zh, name_en = who
    items = [_item(item, code=code, **draw) for item in sheet["items"]]
    inside = [i for i in items if i["counted"] and i["rule"] not in ("bonus", "veto")]
    full = sum(Fraction(i["points"]) for i in inside)
    score = sum(Fraction(i["earned"]) for i in inside) * 100 / full
    vetoes = [{"key": "incidents", "ground_zh": "限值0，实际1起", "ground_en": "limit 0, actual 1"}]
    return {
        "code": code,
        "kind": sheet["kind"],
        "name_zh": name_zh,
        "name_en": name_en,
        "score": f"{float(score):.2f}",
        "grade": next(g for g, low in (("A", 90), ("B", 80), ("C", 60), ("D", 0)) if score >= low),
        "rank": None,
        "vetoes": vetoes if code == VETOED else [],
        "sample": True,
        "items": items,
    }


def _who(sheet: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    if sheet["kind"] == "city":
        cities = _rows("guangdong/gd_cities.csv")
        return [(c["gbt2260"], c["name_zh_hans"], c["name_en"]) for c in cities]
    if sheet["kind"] == "district":
        return list(DISTRICTS)
    file = PACKAGE / "core/reference/departments.yaml"
    listed = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [(d["code"], d["name_zh"], d["name_en"]) for d in listed if d["code"] == sheet["code"]]


def _subjects(scheme: Mapping[str, Any], rng: random.Random) -> Iterator[dict[str, Any]]:
    for sheet in scheme["subjects"]:
        group = [_subject(sheet, who, year=scheme["year"], rng=rng) for who in _who(sheet)]
        group.sort(key=lambda subject: (bool(subject["vetoes"]), -float(subject["score"])))
        for rank, subject in enumerate(group, start=1):
            yield {**subject, "rank": rank, "grade": "D" if subject["vetoes"] else subject["grade"]}


def _target(target: Any, position: int, year: int) -> dict[str, Any]:
    judgement = "distance" if target.op == "approx" else JUDGEMENTS[position % len(JUDGEMENTS)]
    known = judgement in REACH
    goal = float(target.value)
    end = min(goal * REACH.get(judgement, 0), 100.0 if target.unit == "%" else goal * 2)
    first = end * 0.75
    observed = {y: f"{first + (end - first) * (y - 2010) / 5:.1f}" for y in range(2010, year + 1)}
    return {
        "key": target.key,
        "clause": target.clause,
        "name_zh": target.name_zh,
        "name_en": target.name_en,
        "op": target.op,
        "target": str(target.value),
        "unit": target.unit,
        "horizon": target.horizon,
        "indicator": target.indicator,
        "judgement": judgement,
        "value": observed[year] if known else None,
        "source": "sample" if known else None,
        "status": "ok" if known else judgement,
        "baseline": {"year": 2010, "value": observed[2010], "source": "published"}
        if known
        else None,
        "path": [_step(y, observed if known else {}, first, goal) for y in range(2010, year + 1)],
        "reason_zh": f"{target.name_zh}按现有记录判断，未以全国数代替。",
        "reason_en": "Judged on the records at hand; no national figure stands in.",
    }


def _step(year: int, observed: Mapping[int, str], first: float, goal: float) -> dict[str, Any]:
    required = f"{first + (goal - first) * (year - 2010) / 5:.1f}" if observed else None
    source = ("published" if year < 2013 else "sample") if observed else None
    status = "ok" if observed else "not_collected"
    value = observed.get(year)
    return {
        "year": year,
        "required": required,
        "observed": value,
        "source": source,
        "status": status,
    }


def province(year: int = 2015) -> Results:
    """Results of one made-up year."""
    scheme = _scheme(year)
    named = ("key", "title_zh", "title_en", "example", "max_points", "rounding", "bands", "groups")
    return {
        "year": year,
        "period": str(year),
        "as_of": f"{year + 1}-03-31T16:00:00.000000Z",
        "manifest": 42,
        "lake_digest": "5f" * 32,
        "scheme": {**{name: scheme[name] for name in named}, "digest": "ab" * 32},
        "subjects": list(_subjects(scheme, random.Random(year))),
        "targets": [_target(t, place, year) for place, t in enumerate(load_targets())],
        "directions": [
            {
                "key": "service_satisfaction",
                "clause": "二(二)",
                "name_zh": "用户满意度明显提高",
                "name_en": "Markedly higher user satisfaction",
                "indicator": "service.satisfaction",
                "value": "81.3",
                "period": str(year),
                "source": "sample",
                "status": "ok",
            },
            {
                "key": "luban_awards",
                "clause": "二(三)",
                "name_zh": "一批工程获鲁班奖",
                "name_en": "Luban awards",
                "indicator": None,
                "value": None,
                "status": "not_collected",
            },
        ],
    }


@pytest.fixture(scope="session")
def results() -> Results:
    return province()


@pytest.fixture(scope="session")
def history() -> dict[int, Results]:
    return {year: province(year) for year in range(2011, 2016)}


@pytest.fixture(scope="session")
def issued() -> date:
    return date(2016, 7, 5)
