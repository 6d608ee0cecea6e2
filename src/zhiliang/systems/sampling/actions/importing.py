"""Files taken in: settled results, the State's tracking, the two lists, a laboratory's results."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import create_organisation
from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append
from zhiliang.core.feed import Outcome, Reading, Reject, register_acceptor, unfit
from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.policy import require, visible
from zhiliang.methods.identity import is_valid_uscc
from zhiliang.systems.sampling.actions.testing import enter_results
from zhiliang.systems.sampling.actions.writing import tell_of_list
from zhiliang.systems.sampling.indicators.tables import COMPARABILITY, SAMPLES
from zhiliang.systems.sampling.judging import Found, judged
from zhiliang.systems.sampling.models import (
    ComparabilityResult,
    PoolFirm,
    ProductClass,
    Sampler,
    SamplingCase,
)

Row = dict[str, Any]
Lines = list[tuple[int, Row]]
PROVINCE = "440000"


class Register:
    """Organisations by code, or by name and place; one that is not there is entered."""

    def __init__(self, *, by: Person | None, sample: bool) -> None:
        self._by, self._sample = by, sample
        rows = Organisation.objects.all()
        self._coded = {one.uscc: one for one in rows if one.uscc}
        self._named = {(one.name, one.place_id): one for one in rows}

    def one(self, name: str, uscc: str, place: str) -> Organisation:
        """The organisation of a row."""
        known = self._coded.get(uscc) if uscc else self._named.get((name, place))
        if known is None:
            known = create_organisation(
                by=self._by,
                name=name,
                place=Place.objects.get(pk=place),
                uscc=uscc,
                sample=self._sample,
            )
            self._named[(name, place)] = known
            if uscc:
                self._coded[uscc] = known
        return known


@register_acceptor("sampling-results")
@transaction.atomic
def import_results(
    reading: Reading,
    *,
    by: Person | None,
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take settled results, all or none; a file that was taken before changes nothing."""
    require(by, SamplingCase, "import")
    if SamplingCase.objects.filter(imported=reading.digest).exists():
        return Outcome(len(reading.rows), [], reading.digest, unchanged=True)
    if outcome := unfit(reading, _result_faults(reading.rows), dry_run=dry_run):
        return outcome
    register = Register(by=by, sample=source == "sample")
    classes = {one.code: one for one in ProductClass.objects.all()}
    cases = [_settled(row, register, classes, reading.digest, source) for _l, row in reading.rows]
    SamplingCase.objects.bulk_create(cases, batch_size=500)
    years = sorted({str(case.sampled_on)[:4] for case in cases})
    append(
        verb="sampling.case.import",
        subject=f"file:{reading.digest[:16]}",
        by=by,
        data={
            "tables": [SAMPLES.name],
            "periods": years,
            "digest": reading.digest,
            "rows": len(cases),
            "organisations": sorted({case.firm.uscc for case in cases if case.firm.uscc}),
        },
    )
    return Outcome(len(cases), [], reading.digest)


def _settled(
    row: Row,
    register: Register,
    classes: dict[str, ProductClass],
    digest: str,
    source: str,
) -> SamplingCase:
    product_class = classes[row["product_class"]]
    firm = register.one(row["firm"], row["uscc"], row["place"])
    provincial = row["level"] in ("provincial", "national")
    case = SamplingCase(
        number=row["number"],
        product_class=product_class,
        regime_key=product_class.regime,
        level=row["level"],
        purpose=row["purpose"],
        authority_id=PROVINCE if provincial else row["place"],
        place_id=row["place"],
        site=row["site"],
        size=row["size"],
        firm=firm,
        producer=firm if row["site"] == "production" else None,
        due_on=row["due_on"],
        sampled_on=row["sampled_on"],
        reported_on=row["reported_on"],
        imported=digest,
        source=source,
        state="published",
        first_conclusion=row["conclusion"] if row["conclusion"] != "void" else "",
        conclusion=row["conclusion"],
        failing=row["failing"],
        assigned_at=timezone.now(),
    )
    case.clean_fields(exclude=("product_class", "place", "authority", "firm", "producer"))
    return case


def _result_faults(rows: Lines) -> Iterator[Reject]:
    places = set(Place.objects.values_list("pk", flat=True))
    classes = set(ProductClass.objects.values_list("code", flat=True))
    taken = set(SamplingCase.objects.values_list("number", flat=True))
    seen: dict[str, int] = {}
    today = timezone.localdate()
    for line, row in rows:
        number = row["number"]
        if len(number) > 16:
            yield Reject(line, "number", number, _("编号至多 16 个字符。"))
        elif number in taken:
            yield Reject(line, "number", number, _("这个抽样编号已有记录。"))
        elif number in seen:
            yield Reject(
                line, "number", number, _("与第 %(line)s 行重复。") % {"line": seen[number]}
            )
        elif row["sampled_on"] > today:
            yield Reject(line, "sampled_on", str(row["sampled_on"]), _("日期在将来，请核对。"))
        else:
            yield from _unknown(line, row, places, classes)
        seen.setdefault(number, line)


def _unknown(line: int, row: Row, places: set[str], classes: set[str]) -> Iterator[Reject]:
    if row["place"] not in places:
        yield Reject(line, "place", row["place"], _("没有这个行政区划代码的市、县。"))
    if row["product_class"] not in classes:
        yield Reject(line, "product_class", row["product_class"], _("没有这个产品代码，请先登记。"))
    if row.get("uscc") and not is_valid_uscc(row["uscc"]):
        yield Reject(line, "uscc", row["uscc"], _("校验位不符（GB 32100—2015），请核对原件。"))


@register_acceptor("comparability-results")
@transaction.atomic
def import_tracking(
    reading: Reading,
    *,
    by: Person | None,
    name: str = "",
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take the State's results, all or none; a row that is filed anew supersedes."""
    require(by, ComparabilityResult, "import")
    if outcome := unfit(reading, _tracking_faults(reading.rows), dry_run=dry_run):
        return outcome
    written = []
    for line, row in reading.rows:
        one = ComparabilityResult(
            product=row["product"],
            place_id=row["place"],
            round=row["round"],
            tested_on=row["tested_on"],
            tested=row["tested"],
            passed=row["passed"],
            reference=name or reading.digest[:12],
            line=line,
            source=source,
        )
        if _supersedes(one):
            written.append(one)
    ComparabilityResult.objects.bulk_create(written)
    append(
        verb="sampling.comparability.import",
        subject=f"file:{reading.digest[:16]}",
        by=by,
        data={
            "tables": [COMPARABILITY.name],
            "periods": sorted({str(one.tested_on)[:4] for one in written}),
            "digest": reading.digest,
            "rows": len(written),
        },
    )
    return Outcome(len(reading.rows), [], reading.digest, unchanged=not written)


def _supersedes(one: ComparabilityResult) -> bool:
    """Whether it says something new; what it replaces is kept, no longer in force."""
    current = ComparabilityResult.objects.filter(
        product=one.product, place_id=one.place_id, round=one.round, superseded_at=None
    )
    told = (one.tested_on, one.tested, one.passed, one.source)
    if current.filter(tested_on=told[0], tested=told[1], passed=told[2], source=told[3]).exists():
        return False
    current.update(superseded_at=timezone.now())
    return True


def _tracking_faults(rows: Lines) -> Iterator[Reject]:
    places = set(Place.objects.values_list("pk", flat=True))
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in rows:
        key = (row["product"], row["place"], row["round"])
        if row["place"] not in places:
            yield Reject(line, "place", row["place"], _("没有这个行政区划代码的市、县。"))
        elif key in seen:
            reason = _("与第 %(line)s 行重复。") % {"line": seen[key]}
            yield Reject(line, "product", row["product"], reason)
        elif row["tested_on"] > timezone.localdate():
            yield Reject(line, "tested_on", str(row["tested_on"]), _("日期在将来，请核对。"))
        seen.setdefault(key, line)


@register_acceptor("laboratory-results")
def import_laboratory_results(
    reading: Reading, *, by: Person | None, dry_run: bool = False, **ignored: Any
) -> Outcome:
    """Take a laboratory's results row by row; a sample's good rows are written in one step."""
    require(by, SamplingCase, "enter_results")
    rejected = list(reading.rejected)
    found: dict[str, dict[str, tuple[int, Found]]] = defaultdict(dict)
    for line, row in reading.rows:
        if row["item"] in found[row["number"]]:
            first = found[row["number"]][row["item"]][0]
            reason = _("与第 %(line)s 行重复。") % {"line": first}
            rejected.append(Reject(line, "item", row["item"], reason))
            continue
        one = Found(row["value"], row["unit"], row["uncertainty"])
        found[row["number"]][row["item"]] = (line, one)
    accepted = 0
    for number, items in found.items():
        taken, refused = _sample_entered(number, items, by=by, dry_run=dry_run)
        accepted += taken
        rejected += refused
    return Outcome(accepted, sorted(rejected, key=lambda one: one.line), reading.digest)


def _sample_entered(
    number: str, items: dict[str, tuple[int, Found]], *, by: Person | None, dry_run: bool
) -> tuple[int, list[Reject]]:
    """How many results of a sample were taken, and which were not."""
    seen = visible(by, SamplingCase) if by else SamplingCase.objects.all()
    case = seen.filter(number=number).first()
    if case is None or case.rule is None:
        reason = _("没有这个抽样编号的样品。")
        return 0, [Reject(line, "number", number, reason) for line, _found in items.values()]
    good, refused = _sorted_out(case, items)
    if not good or dry_run:
        return len(good), refused
    try:
        enter_results(case, by=by, found=good)  # type: ignore[arg-type]
    except (ClerkError, ValidationError) as fault:
        reason = fault.message if isinstance(fault, ClerkError) else fault.messages[0]
        lines = [items[code][0] for code in good]
        return 0, [*refused, *(Reject(line, "number", number, reason) for line in lines)]
    return len(good), refused


def _sorted_out(
    case: SamplingCase, items: dict[str, tuple[int, Found]]
) -> tuple[dict[str, Found], list[Reject]]:
    wanted = {item.code: item for item in case.rule.items.all()} if case.rule else {}
    good, refused = {}, []
    for code, (line, one) in items.items():
        if code not in wanted:
            refused.append(Reject(line, "item", code, _("实施细则没有这个项目。")))
            continue
        try:
            judged(wanted[code], one)
        except ValidationError as fault:
            refused.append(Reject(line, "value", one.value, fault.messages[0]))
        else:
            good[code] = one
    return good, refused


@register_acceptor("sampling-firms")
@transaction.atomic
def import_firms(
    reading: Reading,
    *,
    by: Person | None,
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take the list of firms, all or none; a firm that is listed is brought up to date."""
    require(by, PoolFirm, "import")
    places = set(Place.objects.values_list("pk", flat=True))
    classes = {one.code: one for one in ProductClass.objects.all()}
    faults = [
        fault for line, row in reading.rows for fault in _unknown(line, row, places, set(classes))
    ]
    if outcome := unfit(reading, faults, dry_run=dry_run):
        return outcome
    register = Register(by=by, sample=source == "sample")
    for _line, row in reading.rows:
        _list_firm(row, register, classes, source)
    tell_of_list("firms", reading, by=by)
    return Outcome(len(reading.rows), [], reading.digest)


def _list_firm(row: Row, register: Register, classes: dict[str, ProductClass], source: str) -> None:
    organisation = register.one(row["name"], row["uscc"], row["place"])
    product_class = classes[row["product_class"]]
    known = PoolFirm.objects.filter(
        organisation=organisation, product_class=product_class, site=row["site"]
    ).first()
    firm = known or PoolFirm(
        organisation=organisation, product_class=product_class, site=row["site"]
    )
    firm.place_id, firm.size, firm.credit = row["place"], row["size"], row["credit"]
    firm.weight, firm.output, firm.source = row["weight"], row["output"], source
    firm.active = True
    firm.full_clean()
    firm.save()


@register_acceptor("samplers")
@transaction.atomic
def import_samplers(
    reading: Reading,
    *,
    by: Person | None,
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take the list of samplers, all or none; one that is listed is brought up to date."""
    require(by, Sampler, "import")
    places = set(Place.objects.values_list("pk", flat=True))
    faults = [
        *(
            Reject(line, "place", row["place"], _("没有这个行政区划代码的市、县。"))
            for line, row in reading.rows
            if row["place"] not in places
        ),
        *_without_account(reading.rows),
    ]
    if outcome := unfit(reading, faults, dry_run=dry_run):
        return outcome
    register = Register(by=by, sample=source == "sample")
    for _line, row in reading.rows:
        sampler = Sampler.objects.filter(number=row["number"]).first() or Sampler(
            number=row["number"]
        )
        sampler.organisation = register.one(row["organisation"], row["uscc"], row["place"])
        sampler.place_id, sampler.source, sampler.active = row["place"], source, True
        if row["account"]:
            sampler.person = Person.objects.get(username=row["account"])
        sampler.full_clean()
        sampler.save()
    tell_of_list("samplers", reading, by=by)
    return Outcome(len(reading.rows), [], reading.digest)


def _without_account(rows: Lines) -> Iterator[Reject]:
    known = set(Person.objects.values_list("username", flat=True))
    for line, row in rows:
        if row["account"] and row["account"] not in known:
            reason = _("没有这个用户名的账号，请先由账号管理员开立。")
            yield Reject(line, "account", row["account"], reason)
