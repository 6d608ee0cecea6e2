"""One figure from draft to accepted, and its corrections: every version stays."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, subject_of
from zhiliang.core.feed import FieldError
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Person
from zhiliang.systems.returns.feeds import COLUMNS, Checked, checked, parse
from zhiliang.systems.returns.flow import figure as flow
from zhiliang.systems.returns.models import OPEN_STATES, Figure
from zhiliang.systems.returns.policy import department_of, desk_of


@transaction.atomic
def enter(*, by: Person, today: date | None = None, **cells: str) -> Figure:
    """Begin a draft; `cells` are the columns of the import format as text.

    ValidationError by field for what cannot be taken; ClerkError if the figure exists already.
    """
    good = _taken(cells, by=by, today=today)
    figure = _begun(good, by=by)
    figure.state = flow.require(figure, "enter", by).to
    if _same(figure, "accepted").exists():
        raise ClerkError(_("这个数已有核准的版本。"), _("要改的，请打开它并选“更正”，写明理由。"))
    _refuse_second(figure)
    return _saved(figure, "enter", by=by)


@transaction.atomic
def edit(figure: Figure, *, by: Person, today: date | None = None, **cells: str) -> Figure:
    """Change a draft or a figure that was sent back; what it is a figure of stays."""
    figure = _locked(figure)
    figure.state = flow.require(figure, "edit", by).to
    _fill(figure, _taken(cells | _key_cells(figure), by=by, today=today))
    figure.batch = figure.line = None
    figure.entered_at, figure.entered_by = timezone.now(), by
    return _saved(figure, "edit", by=by)


@transaction.atomic
def correct(
    figure: Figure, *, by: Person, reason: str, today: date | None = None, **cells: str
) -> Figure:
    """Begin a new version of an accepted figure; the old one is in force until then."""
    figure = _locked(figure)
    flow.require(figure, "correct", by)
    if not reason.strip():
        raise ValidationError({"reason": _("请写明更正理由。")})
    version = _begun(_taken(cells | _key_cells(figure), by=by, today=today), by=by)
    version.state, version.corrects, version.reason = flow.initial, figure, reason.strip()
    _refuse_second(version)
    return _saved(version, "correct", by=by, reason=version.reason)


@transaction.atomic
def discard(figure: Figure, *, by: Person) -> Figure:
    """Give a draft up; it stays readable to who may see it."""
    figure = _locked(figure)
    figure.state = flow.require(figure, "discard", by).to
    return _saved(figure, "discard", by=by)


@transaction.atomic
def attach_evidence(figure: Figure, *, by: Person, name: str, content: bytes) -> Figure:
    """Keep a file as evidence of a draft; the same content is kept once."""
    figure = _locked(figure)
    figure.state = flow.require(figure, "attach_evidence", by).to
    held = hold_file(by=by, name=name, content=content)
    figure.evidence.add(held)
    return _saved(figure, "attach_evidence", by=by, evidence=held.sha256)


@transaction.atomic
def submit(figure: Figure, *, by: Person) -> Figure:
    """Hand a draft in for verification."""
    figure = _locked(figure)
    figure.state = flow.require(figure, "submit", by).to
    figure.submitted_at, figure.submitted_by = timezone.now(), by
    return _saved(figure, "submit", by=by)


@transaction.atomic
def verify(figure: Figure, *, by: Person, note: str = "") -> Figure:
    """Confirm a submitted figure against its evidence; neither who entered nor who submitted it."""
    figure = _locked(figure)
    step = flow.require(figure, "verify", by)
    if figure.entered_by_id == by.pk:
        raise FlowRefused(_("您录入的数不能由您核实（双人复核）。"), _("请同事核实。"))
    figure.state = step.to
    figure.verified_at, figure.verified_by = timezone.now(), by
    return _saved(figure, "verify", by=by, note=note)


@transaction.atomic
def send_back(figure: Figure, *, by: Person, reason: str) -> Figure:
    """Return a figure to whoever submitted it; what was confirmed so far lapses."""
    figure = _locked(figure)
    figure.state = flow.require(figure, "send_back", by).to
    if not reason.strip():
        raise ValidationError({"reason": _("请写明退回理由。")})
    figure.sent_back_at, figure.sent_back_by = timezone.now(), by
    figure.sent_back_reason = reason.strip()
    figure.submitted_at = figure.submitted_by = figure.verified_at = figure.verified_by = None
    return _saved(figure, "send_back", by=by, reason=figure.sent_back_reason)


@transaction.atomic
def accept(figure: Figure, *, by: Person) -> Figure:
    """Put a verified figure in force; the version in force until now is superseded."""
    figure = _locked(figure)
    figure.state = flow.require(figure, "accept", by).to
    figure.accepted_at, figure.accepted_by = timezone.now(), by
    for current in _same(figure, "accepted").select_for_update():
        current.state, current.superseded_at = "superseded", figure.accepted_at
        current.save(update_fields=["state", "superseded_at"])
        figure.corrects = current
        figure.reason = figure.reason or _("填报期间另有一数先行核准，以后核准的为准。")
    return _saved(figure, "accept", by=by, tables=["figure"])


def _taken(cells: dict[str, Any], *, by: Person, today: date | None) -> Checked:
    """The cells as a checked row; ValidationError naming the field, in the words of the feed."""
    texts = {column.name: str(cells.get(column.name) or "").strip() for column in COLUMNS}
    missing = [name for name in ("indicator", "place", "period") if not texts[name]]
    if missing:
        raise ValidationError({name: _("必填，不能为空。") for name in missing})
    try:
        row = parse(texts)
    except FieldError as fault:
        raise ValidationError({fault.field: fault.reason}) from None
    found = checked([(1, row)], desk_of(by, today=today or timezone.localdate()))
    if found.rejected:
        raise ValidationError({reject.field: reject.reason for reject in found.rejected})
    return found.rows[0]


def _key_cells(figure: Figure) -> dict[str, str]:
    return {
        "indicator": figure.indicator,
        "place": figure.place_id,
        "period": figure.period,
        "source": figure.source,
    }


def _begun(good: Checked, *, by: Person) -> Figure:
    figure = Figure(
        indicator=good.row.indicator,
        place_id=good.place,
        period=good.period.key,
        source=good.row.source,
        department_id=department_of(by, good.place),
        entered_at=timezone.now(),
        entered_by=by,
    )
    _fill(figure, good)
    return figure


def _fill(figure: Figure, good: Checked) -> None:
    for name in ("value_e6", "numerator", "denominator", "status", "reference", "note"):
        setattr(figure, name, getattr(good.row, name))


def _same(figure: Figure, *states: str) -> Any:
    return Figure.objects.filter(
        indicator=figure.indicator,
        place_id=figure.place_id,
        period=figure.period,
        source=figure.source,
        state__in=states,
    )


def _refuse_second(figure: Figure) -> None:
    if open_one := _same(figure, *OPEN_STATES).first():
        raise ClerkError(
            _("这个数已有一份在办：%(state)s。") % {"state": flow.state_label(open_one.state)},
            _("请打开那一份继续办理，或先作废它。"),
        )


def _locked(figure: Figure) -> Figure:
    """The row as it is now, held until the end of the transaction."""
    return Figure.objects.select_for_update().get(pk=figure.pk)


def _saved(figure: Figure, verb: str, *, by: Person, tables: Any = (), **data: str) -> Figure:
    figure.full_clean(exclude=("evidence",))
    figure.save()
    append(
        verb=f"returns.figure.{verb}",
        subject=subject_of(figure),
        by=by,
        place=figure.place_id,
        data={
            "tables": list(tables),
            "periods": [figure.period],
            "indicator": figure.indicator,
            "source": figure.source,
            "value": figure.value,
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "status": figure.status,
            "corrects": figure.corrects_id,
            **{name: text for name, text in data.items() if text},
        },
    )
    return figure
