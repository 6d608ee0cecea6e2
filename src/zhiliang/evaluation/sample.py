"""A made-up cycle: most cases filed and self-evaluated, Guangzhou's waiting to be tried out."""

from decimal import Decimal
from secrets import token_urlsafe

from zhiliang.core.actions import assign_role, create_person, deactivate_person
from zhiliang.core.models import Person, Place
from zhiliang.core.roles import Role
from zhiliang.evaluation import actions
from zhiliang.evaluation.models import Case, Cycle
from zhiliang.evaluation.sheets import computed_of, undertaken

YEAR = 2015
CLERK = "sample-clerk"
# the two that a visitor of the demonstration can take on at an earlier step than the others
FILING, PLANNED = "440100", "440300"


def open_sample_cycle(*, office: Person) -> Cycle:
    """Begin the sample year's cycle once; one made-up clerk stands in for all subjects."""
    known = Cycle.objects.filter(year=YEAR).first()
    if known is not None:
        return known
    cycle = actions.open_cycle(YEAR, by=office, sample=True)
    clerk = _clerk(cycle)
    for case in cycle.cases.exclude(subject=FILING):
        _file(case, clerk=clerk, office=office)
    for case in cycle.cases.exclude(subject__in=(FILING, PLANNED)):
        _mark(case, clerk=clerk)
    deactivate_person(by=None, person=clerk)
    return cycle


def _clerk(cycle: Cycle) -> Person:
    """Somebody who works for every subject, until the sample is made."""
    password = f"{token_urlsafe(24)}-A1"
    clerk = create_person(
        by=None, username=CLERK, password=password, display_name="示例·各单位填报人"
    )
    assign_role(by=None, person=clerk, role=Role.CITY_OFFICER, place=Place.objects.get(pk="440000"))
    for case in cycle.cases.filter(kind="department").select_related("department"):
        assign_role(by=None, person=clerk, role=Role.DEPARTMENT_OFFICER, department=case.department)
    return clerk


def _file(case: Case, *, clerk: Person, office: Person) -> None:
    """Undertake what the year requires; every fourth asks a little less, so that it is seen."""
    soft = case.pk % 4 == 0
    targets = {
        item.key: Decimal(item.parameters["target"]) - int(soft and number == 0)
        for number, item in enumerate(undertaken(case))
    }
    actions.file_targets(case, by=clerk, targets=targets)
    actions.submit_filing(case, by=clerk)
    actions.accept_filing(case, by=office, note="示例：同意备案")


def _mark(case: Case, *, clerk: Person) -> None:
    """Claim what is computed; every third knows one figure otherwise."""
    entry = computed_of(case).get("sewage")
    if case.pk % 3 == 0 and entry and entry["value"]:
        stated, points = Decimal(entry["value"]) + 6, Decimal(entry["earned"])
        actions.mark(case, by=clerk, item="sewage", points=points, value=stated)
    actions.mark_rest_as_computed(case, by=clerk)
    actions.submit_self_evaluation(case, by=clerk)
