"""The boxes that several forms share: the sample, its results, where people sign."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.utils import timezone

from zhiliang.core.notice.form import Cell, Grid, Row
from zhiliang.systems.sampling.documents.edition import Edition
from zhiliang.systems.sampling.models import (
    Conclusion,
    Result,
    SamplingCase,
    SamplingSheet,
    Testing,
)

PAIRED = (19, 31, 19, 31)
SHORT = {"zh": 14, "en": 24}
Pair = tuple[str, object]


def paired(pairs: Iterable[Pair], edition: Edition, *, spare: str = "") -> Iterator[Row]:
    """Names and values two to a row; a value too long for half a row has one to itself.

    `spare` is what the second sample is called, for the fields that speak of it.
    """
    waiting: list[Cell] = []
    for label, value in pairs:
        text = str(value if value not in (None, "") else "—")
        named = Cell(edition.words(f"field.{label}", spare=spare), label=True)
        if len(text) > SHORT[edition.language]:
            yield from _filled(waiting)
            waiting = []
            yield Row((named, Cell(text, span=3)))
            continue
        waiting += [named, Cell(text)]
        if len(waiting) == len(PAIRED):
            yield Row(tuple(waiting))
            waiting = []
    yield from _filled(waiting)


def _filled(waiting: Sequence[Cell]) -> Iterator[Row]:
    if waiting:
        label, value = waiting
        yield Row((label, Cell(value.text, span=3)))


def section(text: str) -> Row:
    """A bar over the rows that follow."""
    return Row((Cell(text, label=True, span=len(PAIRED)),))


def grid_of(pairs: Iterable[Pair], edition: Edition) -> Grid:
    """Named values as a table."""
    return Grid(PAIRED, tuple(paired(pairs, edition)))


def signing(edition: Edition, *who: str, height: float = 24) -> Row:
    """Room to sign, side by side for two."""
    if len(who) == 1:
        (one,) = who
        return Row((_label(edition, one), Cell(_signed(edition), span=3, align="right")), height)
    cells = [(_label(edition, one), Cell(_signed(edition), align="right")) for one in who]
    return Row(tuple(cell for pair in cells for cell in pair), height)


def _label(edition: Edition, who: str) -> Cell:
    return Cell(edition.words(f"sign.{who}"), label=True)


def _signed(edition: Edition) -> str:
    return "\n\n" + edition.words("common.no_date")


def sheet_of(case: SamplingCase) -> SamplingSheet | None:
    """Its sampling sheet; None for a sample that came from another system."""
    return getattr(case, "sheet", None)


def product_name(case: SamplingCase) -> str:
    """The product as the sheet has it, else its class."""
    sheet = sheet_of(case)
    return sheet.product if sheet else str(case.product_class)


def sample_pairs(case: SamplingCase, edition: Edition) -> Iterator[Pair]:
    """What was sampled, where and when."""
    sheet = sheet_of(case)
    yield "number", case.number
    yield "product", product_name(case)
    if sheet:
        yield "trademark", sheet.trademark
        yield "model", sheet.model
        yield "batch", sheet.batch
        yield "standard", sheet.standard
    yield "producer", case.producer_words or (case.firm if case.site == "production" else "")
    yield "firm", case.firm
    yield "sampled_on", edition.words.day(case.sampled_on)
    yield "site", case.get_site_display()


def testing_pairs(testing: Testing, edition: Edition) -> Iterator[Pair]:
    """Who tested it and what came of it."""
    words = edition.words
    yield "laboratory", testing.laboratory
    yield "report_number", testing.report_number
    if testing.conclusion:
        yield "conclusion", words(f"conclusion.{testing.conclusion}")
    if testing.reported_at:
        yield "reported_on", words.day(timezone.localtime(testing.reported_at).date())


def results_grid(results: Iterable[Result], edition: Edition, title: str = "") -> Grid:
    """Item, what is wanted, what was found, verdict."""
    words = edition.words
    named = ("position", "item", "limit", "found", "verdict")
    heads = tuple(Cell(words(f"field.{one}"), label=True) for one in named)
    rows = [Row(heads, head=True)]
    for position, result in enumerate(results, start=1):
        found = f"{result.value} {result.unit}".strip()
        texts = (str(position), result.item.name, result.item.limit_words, found)
        cells = [Cell(text, align="left" if x == 1 else "center") for x, text in enumerate(texts)]
        verdict = Cell(result.get_verdict_display(), align="center")
        rows.append(Row((*cells, verdict)))
    return Grid((8, 40, 18, 18, 16), tuple(rows), title=title)


def results_of(testing: Testing) -> list[Result]:
    """Its results in the order of the rule."""
    return list(testing.results.select_related("item"))


def failing_words(case: SamplingCase, edition: Edition, results: Iterable[Result] = ()) -> str:
    """The items that failed, in the language of the form where the results are at hand."""
    failed = [result.item.name for result in results if result.verdict == Result.Verdict.FAIL]
    return edition.words.join(failed) if failed else case.failing


def money(fen: int | None) -> str:
    """An amount of 1/100 yuan in yuan."""
    return "" if fen is None else f"{Decimal(fen) / 100:.2f}"


def failed(case: SamplingCase) -> bool:
    """Whether it failed as far as is known."""
    return (case.conclusion or case.first_conclusion) == Conclusion.FAIL
