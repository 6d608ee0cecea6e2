"""The bulletin (监督抽查结果通报) of a plan: its settled samples by class, size, region and site.

A share is the nonconforming samples of those that were judged; it is a finding about what was
sampled, never an estimate of a market.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from zhiliang.core.notice.form import Cell, Form, Grid, Row
from zhiliang.core.notice.letter import Block
from zhiliang.methods.rounding import round_half_up
from zhiliang.systems.sampling.documents.edition import Edition
from zhiliang.systems.sampling.models import Conclusion, RuleItem, SamplingCase, SamplingPlan

JUDGED = (Conclusion.PASS, Conclusion.FAIL)
ENDED = ("settled", "published")
Key = Callable[[SamplingCase], object]


def judged(plan: SamplingPlan) -> list[SamplingCase]:
    """The samples of a plan that are settled and were judged, in the order of their numbers."""
    rows = plan.cases.filter(state__in=ENDED, conclusion__in=JUDGED).order_by("number")
    return list(rows.select_related("product_class", "place", "rule"))


def ready(plan: SamplingPlan) -> bool:
    """Whether there is a result to tell."""
    return plan.state in ("drawn", "closed") and bool(judged(plan))


def bulletin(plan: SamplingPlan, edition: Edition) -> Form:
    """The bulletin before it is laid out, under the red mark of the authority."""
    words, cases = edition.words, judged(plan)
    agency = edition.agency(plan.authority, plan.regime)
    return Form(
        agency=agency,
        title=words("bulletin.heading", plan=plan.title),
        number=edition.number or plan.number,
        addressee="",
        body=(
            Block(0, text=_opening(plan, cases, edition)),
            _note(plan, cases, edition),
            Block(0, text=words("bulletin.meaning")),
            *_tables(cases, edition),
            *_pareto(cases, edition),
        ),
        signed_by=agency,
        issued=edition.issued,
        issued_text=words.day(edition.issued),
        head="red",
        sample=plan.sample,
        language=edition.language,
        labels=edition.labels,
    )


def _opening(plan: SamplingPlan, cases: list[SamplingCase], edition: Edition) -> str:
    failed = _failed(cases)
    return edition.words(
        "bulletin.opening",
        law=edition.cite(cases[0].regime, "publish"),
        plan=plan.title,
        firms=len({case.firm_id for case in cases}),
        count=len(cases),
        passed=len(cases) - failed,
        failed=failed,
        share=share(failed, len(cases)),
    )


def share(failed: int, count: int) -> str:
    """A percentage with one decimal, half up as published bulletins round."""
    return f"{round_half_up(Fraction(100 * failed, count), 1)}%"


def _failed(cases: Iterable[SamplingCase]) -> int:
    return sum(case.conclusion == Conclusion.FAIL for case in cases)


def _tables(cases: list[SamplingCase], edition: Edition) -> Iterator[Grid]:
    keys: tuple[tuple[str, Key], ...] = (
        ("product_class", lambda case: case.product_class),
        ("size", lambda case: case.get_size_display()),
        ("place", lambda case: case.place),
        ("site", lambda case: case.get_site_display()),
    )
    for position, (name, key) in enumerate(keys, start=1):
        yield _table(cases, edition, (position, name), key)


def _table(cases: list[SamplingCase], edition: Edition, named: tuple[int, str], key: Key) -> Grid:
    words, (position, name) = edition.words, named
    groups: dict[str, list[SamplingCase]] = {}
    for case in cases:
        groups.setdefault(str(key(case)), []).append(case)
    heads = (f"bulletin.by_{name}", *(f"bulletin.{one}" for one in ("count", "failed", "share")))
    rows = [_heads(edition, *heads)]
    rows += [_row(group, members) for group, members in groups.items()]
    rows.append(_row(words("bulletin.total"), cases))
    title = words(f"bulletin.table_{name}", position=position)
    return Grid((40, 20, 20, 20), tuple(rows), title=title)


def _heads(edition: Edition, *keys: str) -> Row:
    return Row(tuple(Cell(edition.words(key), label=True) for key in keys), head=True)


def _row(name: str, cases: list[SamplingCase]) -> Row:
    failed = _failed(cases)
    figures = (str(len(cases)), str(failed), share(failed, len(cases)))
    return Row((Cell(name), *(Cell(figure, align="center") for figure in figures)))


def _pareto(cases: list[SamplingCase], edition: Edition) -> Iterator[Block | Grid]:
    """Failing items, the most frequent first, with their running share."""
    words = edition.words
    found = Counter(item for case in cases for item in case.failing.split("、") if item)
    if not found:
        return
    names, total, running = _names(cases), sum(found.values()), 0
    heads = ("field.item", "bulletin.times", "bulletin.part", "bulletin.running")
    rows = [_heads(edition, *heads)]
    # by frequency, then in the order of first appearance
    for item, times in found.most_common():
        running += times
        figures = (str(times), share(times, total), share(running, total))
        centred = (Cell(figure, align="center") for figure in figures)
        rows.append(Row((Cell(names.get(item, item)), *centred)))
    yield Grid((40, 20, 20, 20), tuple(rows), title=words("bulletin.table_items", position=5))


def _names(cases: list[SamplingCase]) -> dict[str, str]:
    rules = {case.rule_id for case in cases}
    return {item.name_zh: item.name for item in RuleItem.objects.filter(rule__in=rules)}


def _note(plan: SamplingPlan, cases: list[SamplingCase], edition: Edition) -> Block:
    void = plan.cases.filter(state__in=ENDED, conclusion=Conclusion.VOID).count()
    missing = plan.cases.filter(state__in=("not_taken", "rejected")).count()
    open_ = plan.cases.count() - len(cases) - void - missing
    told = {"void": void, "missing": missing, "open": open_}
    return Block(0, text=edition.words("bulletin.note", **told))
