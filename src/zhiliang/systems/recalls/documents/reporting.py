"""What the firm files: plan, progress report, summary; and the report of an effectiveness check."""

from django.utils import timezone

from zhiliang.core.notice.edition import Pair
from zhiliang.core.notice.form import Cell, Form, Grid, Part, Row
from zhiliang.core.notice.letter import Block
from zhiliang.systems.recalls.documents.edition import Edition
from zhiliang.systems.recalls.documents.ordering import goods, why
from zhiliang.systems.recalls.models import Check, RecallPlan, Report, measured


def plan_form(plan: RecallPlan, edition: Edition) -> Form:
    """The recall plan as it is filed (召回计划报告表)."""
    recall, words = plan.recall, edition.words
    pairs: list[Pair] = [
        *goods(recall, edition),
        *why(recall),
        ("version", plan.version),
        ("filed_at", edition.moment(plan.filed_at)),
        ("contact", plan.contact),
        ("area", plan.area),
        ("measures", plan.measures),
        ("notice_ways", plan.notice_ways),
        ("disposal", plan.disposal),
        ("costs", plan.costs),
        ("finish_by", words.day(plan.finish_by or recall.finish_by)),
        ("verdict", plan.get_verdict_display()),
        ("answer", plan.answer),
    ]
    opening = words("plan_form.opening", law=edition.law(recall.regime, "start", "plan"))
    body: list[Part] = [Block(0, text=opening), edition.facts(pairs)]
    return edition.form(
        recall,
        "plan_form",
        to=edition.agency(recall),
        body=body,
        signed_by=str(recall.firm),
    )


def report(report: Report, edition: Edition) -> Form:
    """A report on the way or at the end, with the counts as they stood."""
    recall, words = report.recall, edition.words
    key = "summary" if report.kind == Report.Kind.SUMMARY else "progress_report"
    unit = recall.unit
    pairs: list[Pair] = [
        ("number", recall.number),
        ("product", recall.name),
        ("firm", recall.firm),
        ("reported_at", edition.moment(report.at)),
        ("consignees", report.consignees),
        ("notified", report.notified),
        ("replied", report.replied),
        ("recovered", measured(report.recovered_e6, unit)),
        ("disposed", measured(report.disposed_e6, unit)),
    ]
    if key == "summary":
        pairs.append(("finished_at", edition.moment(recall.finished_at)))
    body: list[Part] = [
        Block(0, text=words(f"{key}.opening", law=edition.law(recall.regime, "report", "finish"))),
        edition.facts(pairs),
        *[Block(0, text=line) for line in report.text.splitlines() if line.strip()],
        Block(0, text=words("common.counts")),
    ]
    return edition.form(
        recall, key, to=edition.agency(recall), body=body, signed_by=str(recall.firm)
    )


def check_report(check: Check, edition: Edition) -> Form:
    """The report of an effectiveness check, with the bound that its sample shows."""
    recall, words = check.recall, edition.words
    pairs: list[Pair] = [
        ("number", recall.number),
        ("product", recall.name),
        ("population", check.population),
        ("size", check.size),
        ("confidence", check.confidence_words),
        ("wanted", check.wanted_words),
        ("reached", check.reached),
        ("bound", check.bound_words),
        ("seed", _broken(check.seed)),
        ("digest", _broken(check.digest)),
    ]
    finding = words(
        "check_report.finding",
        size=check.size,
        population=check.population,
        reached=check.reached,
        confidence=check.confidence_words,
        bound=check.bound_words,
    )
    verdict = words("check_report.enough" if check.enough else "check_report.short")
    body: list[Part] = [
        Block(0, text=words("check_report.opening", law=edition.law(recall.regime, "evaluate"))),
        edition.facts(pairs),
        Block(0, text=finding),
        Block(0, text=verdict),
        Block(0, text=check.conclusion),
        _visits(check, edition),
    ]
    return edition.form(recall, "check_report", body=body)


def _broken(digits: str) -> str:
    """A long digest on two lines: it has no place to break of its own."""
    half = len(digits) // 2
    return f"{digits[:half]}\n{digits[half:]}"


def _visits(check: Check, edition: Edition) -> Grid:
    words = edition.words
    heads = ("position", "consignee", "found", "way", "visited")
    rows = [Row(tuple(Cell(words(f"field.{one}"), label=True) for one in heads), head=True)]
    for visit in check.visits.select_related("consignee"):
        day = timezone.localtime(visit.visited_at).date() if visit.visited_at else None
        texts = (
            str(visit.position),
            visit.consignee.name,
            visit.get_found_display(),
            visit.get_way_display(),
            words.day(day),
        )
        rows.append(Row(tuple(Cell(text) for text in texts)))
    return Grid((8, 34, 30, 10, 18), tuple(rows), title=words("check_report.visits"))
