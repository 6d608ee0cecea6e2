"""The standing lake of this installation: where it is, its figures, and bringing it up to date."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.tick import periodic
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.projection import Progress, Touch, project
from zhiliang.indicators.registry import definitions, projections


def lake_root() -> Path:
    """Folder of the lake."""
    return Path(settings.VAR) / "lake"


def current_lake() -> Lake:
    """The lake as last published; `ClerkError` before the first projection."""
    try:
        return _known(Lake.current(lake_root()))
    except FileNotFoundError:
        raise ClerkError(
            _("还没有指标数据：业务数据尚未投影到数据湖。"), _("请先运行 zhiliang project。")
        ) from None


_lakes: dict[str, Lake] = {}


def _known(lake: Lake) -> Lake:
    """The same lake object for the same files, with all it remembers; older ones are let go."""
    if lake.digest not in _lakes:
        _lakes.clear()
        _lakes[lake.digest] = lake
    known = _lakes[lake.digest]
    return replace(known, manifest=lake.manifest)


def current_figures(engine: str = "duckdb") -> Figures:
    """Figures of the current lake."""
    lake = current_lake()
    figures: Figures = lake.remember(
        ("figures", engine, lake.number), lambda: Figures(lake, definitions(), engine=engine)
    )
    return figures


def figures_or_none() -> Figures | None:
    """Figures of the current lake; None before the first projection."""
    try:
        return current_figures()
    except ClerkError:
        return None


def refresh(*, everything: bool = False, progress: Progress = lambda line: None) -> dict[str, Any]:
    """Project what events touched since the last manifest; returns the manifest."""
    return project(
        lake_root(), projections(), log=EventLog(), everything=everything, progress=progress
    )


class EventLog:
    """The event log as a projection wants it."""

    def head(self) -> tuple[int, str, str]:
        """Number, hash and time (UTC) of the last event."""
        from zhiliang.core.models import Event

        last = Event.objects.order_by("-number").first()
        return (last.number, last.hash, last.recorded_at.isoformat()) if last else (0, "", "")

    def since(self, number: int) -> Iterable[Touch]:
        """What each later event touched, as far as it says."""
        from zhiliang.core.models import Event

        later = Event.objects.filter(number__gt=number)
        for verb, data in later.values_list("verb", "data"):
            yield Touch(verb.partition(".")[0], data.get("tables"), data.get("periods"))


@periodic("indicators.project", every=timedelta(minutes=1))
def keep_up(*, since: datetime | None, now: datetime) -> None:
    """Follow the event log, so that pages are at most a minute behind the records."""
    refresh()
