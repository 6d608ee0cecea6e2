"""The two lists of a draw as they stand now, and which firms the law keeps out of it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from zhiliang.core import places
from zhiliang.core.places import names_on
from zhiliang.methods.draw import Inspectors, Stratum
from zhiliang.methods.repeat_sampling import Sampled, cap_reason, exclusions, forbidding, over_cap
from zhiliang.systems.sampling.models import (
    PlanLine,
    PoolFirm,
    Sampler,
    SamplingCase,
    SamplingPlan,
    SamplingSheet,
    Site,
)

LONGEST_LOOK_BACK = timedelta(days=366)


def item_of(firm: PoolFirm) -> str:
    """A firm as the lists of a draw name it: once for each class and site."""
    code = firm.organisation.uscc or f"#{firm.organisation_id}"
    return f"{firm.organisation.name}（{code}）{firm.product_class.code}/{firm.site}"


def stratum_of(line: PlanLine) -> str:
    """A line of a plan as the lists of a draw name it."""
    return f"{line.product_class.code}/{line.place_id}/{line.site}"


def firms_of(line: PlanLine, day: date) -> dict[str, PoolFirm]:
    """The firms on the register that may be drawn for a line, by their name in the list."""
    within = places.subtree([line.place_id], day=day)
    listed = PoolFirm.objects.filter(
        active=True, product_class=line.product_class, site=line.site, place__in=within
    )
    return {item_of(firm): firm for firm in listed.select_related("organisation", "product_class")}


def strata_of(plan: SamplingPlan, day: date) -> dict[str, Stratum]:
    """Each line's firms with their weights and why some of them are left out."""
    found = {}
    superiors = above(plan.authority_id, day)
    for line in plan.lines.select_related("product_class", "place"):
        firms = firms_of(line, day)
        weights = {item: firm.weight for item, firm in firms.items()}
        found[stratum_of(line)] = Stratum(
            sorted(firms),
            line.count,
            excluded=_left_out(plan, firms, day, superiors),
            weights=weights if len(set(weights.values())) > 1 else None,
        )
    return found


def inspectors_of(plan: SamplingPlan, day: date) -> Inspectors:
    """The samplers on the register of the authority's area, by number, and their conflicts."""
    within = places.subtree([plan.authority_id], day=day)
    samplers = Sampler.objects.filter(active=True, place__in=within)
    conflicts: dict[str, dict[str, str]] = {}
    items = {
        item: firm
        for line in plan.lines.select_related("product_class")
        for item, firm in firms_of(line, day).items()
    }
    for sampler in samplers.prefetch_related("conflicts"):
        avoided = {one.organisation_id: one.reason for one in sampler.conflicts.all()}
        for item, firm in items.items():
            if firm.organisation_id in avoided:
                conflicts.setdefault(item, {})[sampler.number] = avoided[firm.organisation_id]
    numbers = samplers.values_list("number", flat=True)
    return Inspectors(sorted(numbers), per_subject=2, conflicts=conflicts)


def _left_out(
    plan: SamplingPlan, firms: Mapping[str, PoolFirm], day: date, superiors: set[str]
) -> dict[str, str]:
    """Firms of which article 8 forbids every product that was sampled, or that are over the cap.

    At a producer's the product of the list is known by what was sampled last: another product of
    its may still be taken, which the sheet decides. A shop sells the goods of many producers, so it
    is never left out by article 8.
    """
    producers = {item: firm for item, firm in firms.items() if firm.site == "production"}
    history = list(history_of({firm.organisation_id for firm in firms.values()}, day))
    classes = {firm.product_class_id for firm in firms.values()}
    last = {
        one.producer: one
        for one in history_of({firm.organisation_id for firm in producers.values()}, day, classes)
    }
    candidates = {
        item: _again(last[key], plan, day)
        for item, firm in producers.items()
        if (key := str(firm.organisation_id)) in last
    }
    left_out = exclusions(
        candidates,
        history,
        purpose=plan.purpose,  # type: ignore[arg-type]
        superiors=superiors,
    )
    return left_out | dict(_over_cap(plan, firms, history, day))


def _again(last: Sampled, plan: SamplingPlan, day: date) -> Sampled:
    return Sampled(
        plan.authority_id,
        plan.level,  # type: ignore[arg-type]
        last.producer,
        last.standard,
        last.trademark,
        last.model,
        day,
    )


def _over_cap(
    plan: SamplingPlan, firms: Mapping[str, PoolFirm], history: list[Sampled], day: date
) -> Iterator[tuple[str, str]]:
    if plan.yearly_cap is None:
        return
    for item, firm in firms.items():
        nobody = Sampled(
            plan.authority_id,
            plan.level,  # type: ignore[arg-type]
            str(firm.organisation_id),
            "",
            "",
            "",
            day,
        )
        if counted := over_cap(nobody, history, most=plan.yearly_cap):
            yield item, cap_reason(counted, plan.yearly_cap)


def history_of(
    organisations: set[int], day: date, classes: set[int] | None = None, *, named: str = ""
) -> Iterator[Sampled]:
    """What was sampled of some producers in the year before a day, oldest first.

    `classes` narrows it to products of some classes; `named` is a producer known by name alone.
    """
    makers = Q(producer=None, firm__in=organisations, site=Site.PRODUCTION)
    mine = Q(producer__in=organisations) | makers
    if named:
        mine |= Q(producer=None, sheet__producer_name=named)
    taken = SamplingCase.objects.filter(
        mine, sheet__isnull=False, sampled_on__gte=day - LONGEST_LOOK_BACK
    )
    if classes is not None:
        taken = taken.filter(product_class__in=classes)
    for case in taken.select_related("sheet").order_by("sampled_on", "number"):
        yield sampled_of(case)


def sampled_of(case: SamplingCase) -> Sampled:
    """A sample that was taken, as article 8 compares it."""
    assert case.sampled_on
    return Sampled(
        case.authority_id,
        case.level,  # type: ignore[arg-type]
        _maker(case, case.sheet),
        case.sheet.standard,
        case.sheet.trademark,
        case.sheet.model,
        case.sampled_on,
        case.number,
    )


def forbidding_record(case: SamplingCase, sheet: SamplingSheet) -> Sampled | None:
    """The earlier sampling for which article 8 forbids this one."""
    maker = case.producer_id or (case.firm_id if case.site == Site.PRODUCTION else None)
    known = {maker} if maker else set()
    if not known and not sheet.producer_name.strip():
        return None
    found = history_of(known, _day(case), named="" if maker else sheet.producer_name.strip())
    history = [one for one in found if one.reference != case.number]
    return forbidding(
        candidate_of(case, sheet),
        history,
        purpose=case.purpose,  # type: ignore[arg-type]
        superiors=above(case.authority_id, _day(case)),
    )


def _maker(case: SamplingCase, sheet: SamplingSheet) -> str:
    """Whose product it is: the registered producer, else the name on the product."""
    if case.producer_id or case.site == Site.PRODUCTION:
        return str(case.producer_id or case.firm_id)
    return f"“{sheet.producer_name.strip()}”"


def above(place: str, day: date) -> set[str]:
    """The places whose departments are above that of a place, and the State's with the province."""
    parents = dict(names_on(day).values_list("place", "parent"))
    found: set[str] = set()
    while (place := parents.get(place) or "") and place not in found:
        found.add(place)
    return found


def candidate_of(case: SamplingCase, sheet: SamplingSheet) -> Sampled:
    """A sample that is about to be taken, as article 8 compares it."""
    return Sampled(
        case.authority_id,
        case.level,  # type: ignore[arg-type]
        _maker(case, sheet),
        sheet.standard,
        sheet.trademark,
        sheet.model,
        _day(case),
    )


def _day(case: SamplingCase) -> date:
    return case.sampled_on or timezone.localdate()
