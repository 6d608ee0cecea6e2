"""What the pages of the yearly cycle show beside the facts of a case."""

from collections.abc import Mapping
from typing import Any

from django import template

from zhiliang.core.flow import flows
from zhiliang.core.language import pick
from zhiliang.core.policy import visible
from zhiliang.evaluation.drawing import drawn
from zhiliang.evaluation.filing import is_soft
from zhiliang.evaluation.models import Case, Cycle, Drawing, Evaluation, Review
from zhiliang.evaluation.naming import item_name
from zhiliang.evaluation.rows import Row, case_rows
from zhiliang.evaluation.sheets import computed_of
from zhiliang.methods.tables.ambition import JUDGEMENTS
from zhiliang.systems.coordination.answers import TaskFacts, tasks_of

register = template.Library()


@register.simple_tag(takes_context=True)
def rows_of(context: dict[str, Any], case: Case) -> list[Row]:
    """The items of a case as the reader may see them; worked out once for a page."""
    request = context["request"]
    known: dict[int, list[Row]] = request.__dict__.setdefault("_case_rows", {})
    if case.pk not in known:
        known[case.pk] = case_rows(case, request.user)
    return known[case.pk]


@register.simple_tag(takes_context=True)
def sees_results(context: dict[str, Any], year: int) -> bool:
    """Whether the results of a year are announced to the reader."""
    return visible(context["request"].user, Evaluation).filter(year=year).exists()


@register.simple_tag
def tasks_for(case: Case) -> list[TaskFacts]:
    """What was ordered to be put right; whoever may see the case may see them."""
    return tasks_of(case.year, case.subject)


@register.simple_tag
def progress_of(rows: list[Row]) -> dict[str, int]:
    """How far the items of a case have come."""
    return {
        "all": len(rows),
        "to_file": sum(bool(row.required) for row in rows),
        "filed": sum(row.filing is not None for row in rows),
        "soft": sum(row.ambition is not None and is_soft(row.ambition) for row in rows),
        "marked": sum(row.mark is not None for row in rows),
        "beyond": sum(row.is_beyond for row in rows),
        "agreed": sum(bool(row.agreed) for row in rows),
        "disputed": sum(bool(row.review and row.review.outcome.needs_third) for row in rows),
        "to_check": sum(row.check is not None for row in rows),
        "checked": sum(row.check is not None and row.check.state != "open" for row in rows),
        "established": sum(row.established is not None for row in rows),
    }


@register.simple_tag(takes_context=True)
def cases_of(context: dict[str, Any], cycle: Cycle) -> list[Case]:
    """The cases of a cycle that the reader may see."""
    rows = visible(context["request"].user, Case).filter(cycle=cycle)
    return list(rows.select_related("cycle", "place", "department").order_by("kind", "subject"))


@register.filter
def by_state(cases: list[Case]) -> list[tuple[str, int]]:
    """How many cases stand in each state, in the order of the flow."""
    flow = flows["evaluation.case"]
    counts = {state: sum(case.state == state for case in cases) for state in flow.states}
    return [(flow.state_label(state), count) for state, count in counts.items() if count]


@register.filter
def state_words(case: Case) -> str:
    """The state of a case in words."""
    return flows["evaluation.case"].state_label(case.state)


@register.simple_tag
def versions_of(year: int) -> list[dict[str, Any]]:
    """Every computed version of a year with its decision, newest first."""
    rows = Evaluation.objects.filter(year=year).select_related("decision").order_by("-version")
    return [{"version": row, "decision": getattr(row, "decision", None)} for row in rows]


@register.simple_tag
def repeated(drawing: Drawing) -> bool | None:
    """Whether the draw gives the kept result again; None before it was drawn."""
    if drawing.seeds is None:
        return None
    again = drawn(drawing.pool, drawing.seeds, items=drawing.items, records=drawing.records)
    return bool(again == drawing.result)


@register.simple_tag
def drawn_lines(drawing: Drawing) -> list[dict[str, Any]]:
    """What was drawn, a line for each item."""
    year = drawing.cycle.year
    names = {case.subject: case.owner for case in drawing.cycle.cases.all()}
    return [
        {
            "subject": names.get(subject, subject),
            "item": item_name(year, item),
            "records": records,
        }
        for subject, items in (drawing.result or {}).items()
        for item, records in items.items()
    ]


@register.simple_tag
def reviewed_entry(review: Review) -> Mapping[str, Any]:
    """What is computed of the item under review, and what its subject said of it."""
    mark = review.case.marks.filter(item=review.item).prefetch_related("evidence").first()
    return {"entry": computed_of(review.case).get(review.item), "mark": mark}


@register.filter
def in_words(ambition: Mapping[str, Any] | None) -> str:
    """How ambitious a target is, in the reader's language."""
    return pick(*JUDGEMENTS[ambition["judgement"]]) if ambition else ""


@register.filter
def in_short(ambition: Mapping[str, Any]) -> str:
    """The judgement of a target, without its explanation."""
    return pick(*JUDGEMENTS[ambition["judgement"]]).partition("：")[0].partition(":")[0]
