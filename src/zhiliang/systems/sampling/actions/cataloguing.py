"""Files that set sampling up: classes, rules, conflicts, what a plan allots, who re-tests."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.feed import Outcome, Reading, Reject, feeds, read, register_acceptor, unfit
from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.policy import require, visible
from zhiliang.methods.identity import is_valid_uscc
from zhiliang.systems.sampling.actions.importing import Register
from zhiliang.systems.sampling.actions.planning import allocate, publish_rule, register_class
from zhiliang.systems.sampling.actions.writing import tell_of_list
from zhiliang.systems.sampling.models import (
    Conflict,
    ImplementationRule,
    ProductClass,
    RetestLaboratory,
    Sampler,
    SamplingPlan,
)

Row = dict[str, Any]
Lines = list[tuple[int, Row]]


@register_acceptor("sampling-classes")
@transaction.atomic
def import_classes(
    reading: Reading,
    *,
    by: Person | None,
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Register the classes of a file, all or none; those that are registered stay as they are."""
    require(by, ProductClass, "register")
    known = {one.code: one for one in ProductClass.objects.all()}
    if outcome := unfit(reading, _changed_classes(reading.rows, known), dry_run=dry_run):
        return outcome
    new = [row for _line, row in reading.rows if row["code"] not in known]
    for row in new:
        register_class(by=by, source=source, **row)
    return Outcome(len(reading.rows), [], reading.digest, unchanged=not new)


def _changed_classes(rows: Lines, known: dict[str, ProductClass]) -> Iterator[Reject]:
    seen: dict[str, int] = {}
    for line, row in rows:
        code = row["code"]
        if code in seen:
            yield Reject(line, "code", code, _("与第 %(line)s 行重复。") % {"line": seen[code]})
        elif code in known and known[code].regime != row["regime"]:
            reason = _("这个代码已登记为“%(name)s”，类别不能改。请用新的代码。")
            yield Reject(line, "regime", row["regime"], reason % {"name": known[code]})
        seen.setdefault(code, line)


@register_acceptor("sampling-rules")
@transaction.atomic
def import_rules(
    reading: Reading,
    *,
    by: Person | None,
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Publish the rules of a file, all or none, each as the next version of its class."""
    require(by, ImplementationRule, "publish")
    classes = {one.code: one for one in ProductClass.objects.all()}
    if outcome := unfit(reading, _rule_faults(reading.rows, classes), dry_run=dry_run):
        return outcome
    for code, rows in _by_class(reading.rows).items():
        first_line, first = rows[0]
        items = [row["item"] for _line, row in rows]
        try:
            with transaction.atomic():
                publish_rule(classes[code], by=by, items=items, source=source, **first["rule"])
        except ValidationError as fault:
            transaction.set_rollback(True)
            return Outcome(
                0, [Reject(first_line, "", code, "；".join(fault.messages))], reading.digest
            )
    return Outcome(len(reading.rows), [], reading.digest)


def _by_class(rows: Lines) -> dict[str, Lines]:
    found: dict[str, Lines] = {}
    for line, row in rows:
        found.setdefault(row["product_class"], []).append((line, row))
    return found


def _rule_faults(rows: Lines, classes: dict[str, ProductClass]) -> Iterator[Reject]:
    for code, mine in _by_class(rows).items():
        first_line, first = mine[0]
        if code not in classes:
            yield Reject(first_line, "product_class", code, _("没有这个产品代码，请先登记。"))
        for line, row in mine[1:]:
            other = [name for name in first["rule"] if row["rule"][name] != first["rule"][name]]
            if other:
                reason = _("与第 %(line)s 行的细则内容不同，同一产品各行须相同。")
                yield Reject(line, other[0], "", reason % {"line": first_line})


@register_acceptor("sampler-conflicts")
@transaction.atomic
def import_conflicts(
    reading: Reading, *, by: Person | None, dry_run: bool = False, **ignored: Any
) -> Outcome:
    """Enter conflicts of samplers with firms, all or none; a known one gets the new reason."""
    require(by, Sampler, "import")
    samplers = {one.number: one for one in Sampler.objects.all()}
    if outcome := unfit(reading, _conflict_faults(reading.rows, samplers), dry_run=dry_run):
        return outcome
    for _line, row in reading.rows:
        sampler, firm = samplers[row["number"]], _firm(row)
        conflict = Conflict.objects.filter(sampler=sampler, organisation=firm).first()
        conflict = conflict or Conflict(sampler=sampler, organisation=firm)
        conflict.reason = row["reason"]
        conflict.full_clean()
        conflict.save()
    tell_of_list("conflicts", reading, by=by)
    return Outcome(len(reading.rows), [], reading.digest)


def _firm(row: Row) -> Organisation | None:
    if row["uscc"]:
        return Organisation.objects.filter(uscc=row["uscc"]).first()
    return Organisation.objects.filter(name=row["name"], place=row["place"]).first()


def _conflict_faults(rows: Lines, samplers: dict[str, Sampler]) -> Iterator[Reject]:
    for line, row in rows:
        if row["number"] not in samplers:
            yield Reject(line, "number", row["number"], _("名录里没有这个编号的抽样人员。"))
        if _firm(row) is None:
            yield Reject(line, "name", row["name"], _("没有登记这家企业，请核对代码或名称和地区。"))


@register_acceptor("sampling-plan-lines")
@transaction.atomic
def import_plan_lines(
    reading: Reading, *, by: Person, dry_run: bool = False, **ignored: Any
) -> Outcome:
    """Set what a plan allots from a file: it replaces what was allotted before."""
    if outcome := unfit(reading, _line_faults(reading.rows, by), dry_run=dry_run):
        return outcome
    classes = {one.code: one for one in ProductClass.objects.all()}
    laboratories = {one.name: one for one in Organisation.objects.all()}
    plan = visible(by, SamplingPlan).get(number=reading.rows[0][1]["plan"])
    lines = [
        {
            "product_class": classes[row["product_class"]],
            "place_id": row["place"],
            "site": row["site"],
            "count": row["count"],
            "laboratory": laboratories[row["laboratory"]],
        }
        for _line, row in reading.rows
    ]
    allocate(plan, by=by, lines=lines)
    return Outcome(len(lines), [], reading.digest)


def allocate_file(plan: SamplingPlan, *, by: Person, file: tuple[str, bytes]) -> SamplingPlan:
    """Allot what a file says, on the plan's own page; ValidationError tells every row at fault."""
    name, content = file
    reading = read(feeds["sampling-plan-lines"], content, name=name)
    other = [row for _line, row in reading.rows if row["plan"] != plan.number]
    if other:
        told = {"number": plan.number, "other": other[0]["plan"]}
        raise ValidationError(_("这里只收计划 %(number)s 的分配，文件里有 %(other)s。") % told)
    outcome = import_plan_lines(reading, by=by)
    if outcome.rejected:
        words = _("第%(line)s行 %(field)s “%(value)s”：%(reason)s")
        raise ValidationError([words % one.as_dict() for one in outcome.rejected])
    return plan


def _line_faults(rows: Lines, by: Person) -> Iterator[Reject]:
    plans = set(visible(by, SamplingPlan).filter(state="draft").values_list("number", flat=True))
    classes = set(ProductClass.objects.values_list("code", flat=True))
    places = set(Place.objects.values_list("pk", flat=True))
    laboratories = set(Organisation.objects.values_list("name", flat=True))
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in rows:
        key = (row["product_class"], row["place"], row["site"])
        if row["plan"] not in plans or row["plan"] != rows[0][1]["plan"]:
            reason = _("须是一个拟订中的计划的编号，一份文件一个计划。")
            yield Reject(line, "plan", row["plan"], reason)
        if row["product_class"] not in classes:
            reason = _("没有这个产品代码，请先登记。")
            yield Reject(line, "product_class", row["product_class"], reason)
        if row["place"] not in places:
            yield Reject(line, "place", row["place"], _("没有这个行政区划代码的市、县。"))
        if row["laboratory"] not in laboratories:
            yield Reject(line, "laboratory", row["laboratory"], _("没有登记这个检验机构。"))
        if key in seen:
            reason = _("与第 %(line)s 行重复。") % {"line": seen[key]}
            yield Reject(line, "product_class", row["product_class"], reason)
        seen.setdefault(key, line)


@register_acceptor("retest-laboratories")
@transaction.atomic
def import_retest_laboratories(
    reading: Reading,
    *,
    by: Person | None,
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take the directory, all or none; a laboratory listed that day is brought up to date."""
    require(by, RetestLaboratory, "import")
    if outcome := unfit(reading, _laboratory_faults(reading.rows), dry_run=dry_run):
        return outcome
    register = Register(by=by, sample=source == "sample")
    for _line, row in reading.rows:
        organisation = register.one(row["name"], row["uscc"], row["place"])
        told = {"organisation": organisation, "listed_from": row["listed_from"]}
        known = RetestLaboratory.objects.filter(**told).first()
        listed = known or RetestLaboratory(**told)
        listed.listed_to, listed.source = row["listed_to"], source
        listed.full_clean()
        listed.save()
    tell_of_list("retest_laboratories", reading, by=by)
    return Outcome(len(reading.rows), [], reading.digest)


def _laboratory_faults(rows: Lines) -> Iterator[Reject]:
    places = set(Place.objects.values_list("pk", flat=True))
    for line, row in rows:
        if row["place"] not in places:
            yield Reject(line, "place", row["place"], _("没有这个行政区划代码的市、县。"))
        if row["uscc"] and not is_valid_uscc(row["uscc"]):
            reason = _("校验位不符（GB 32100—2015），请核对原件。")
            yield Reject(line, "uscc", row["uscc"], reason)
