"""Entities and collections as the standard's JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.systems.environment.sensorthings.addresses import entity_address, page_address
from zhiliang.systems.environment.sensorthings.evaluating import chosen, ordered
from zhiliang.systems.environment.sensorthings.fault import FaultyRequest
from zhiliang.systems.environment.sensorthings.kinds import Kind, linked, unknown
from zhiliang.systems.environment.sensorthings.observing import Page, observed
from zhiliang.systems.environment.sensorthings.options import Options
from zhiliang.systems.environment.sensorthings.portraits import PORTRAITS, identity
from zhiliang.systems.environment.sensorthings.series import Interval
from zhiliang.systems.environment.sensorthings.world import World

MOST_ENTITIES = 20_000
JSON = dict[str, Any]


@dataclass
class Answering:
    """Draws what one request asked for; `base` is the address of the service."""

    world: World
    base: str
    drawn: int = field(default=0)

    def page(self, kind: Kind, subjects: Sequence[Any], options: Options) -> Page:
        """The entities of a collection that fit; of Observations, `subjects` are the series."""
        _check_names(kind, options)
        if kind.name == "Observation":
            return observed(self.world, subjects, options)
        fitting = chosen(self.world, kind, subjects, options.where)
        found = ordered(self.world, kind, fitting, options.order)
        end = options.skip + options.top
        count = len(found) if options.count else None
        return Page(found[options.skip : end], len(found) > end, count)

    def collection(
        self, kind: Kind, subjects: Sequence[Any], options: Options, address: str
    ) -> JSON:
        """A collection with its count and the address of the next page."""
        page = self.page(kind, subjects, options)
        found: JSON = {} if page.count is None else {"@iot.count": page.count}
        if page.more:
            found["@iot.nextLink"] = next_page(address, options)
        return found | {"value": [self.entity(kind, one, options) for one in page.items]}

    def entity(self, kind: Kind, subject: Any, options: Options) -> JSON:
        """One entity with what is selected and expanded."""
        _check_names(kind, options)
        self._spend()
        key = identity(subject)
        address = entity_address(self.base, kind.plural, key)
        found: JSON = {"@iot.id": key, "@iot.selfLink": address}
        wanted = options.select
        for name, draw in PORTRAITS[kind.name].items():
            if not wanted or name in wanted:
                found[name] = rendered(draw(subject))
        for link in kind.links:
            if link in options.expand:
                found |= self._expanded(kind, subject, link, options.expand[link])
            elif not wanted or link in wanted:
                found[f"{link}@iot.navigationLink"] = f"{address}/{link}"
        if wanted and "id" not in wanted:
            del found["@iot.id"]
        return found

    def _expanded(self, kind: Kind, subject: Any, link: str, options: Options) -> JSON:
        other, many = linked(kind, link)
        subjects = self.world.related(kind, subject, link)
        if not many:
            return {link: self.entity(other, subjects[0], options) if subjects else None}
        address = f"{entity_address(self.base, kind.plural, identity(subject))}/{link}"
        found = self.collection(other, subjects, options, address)
        told = {f"{link}{name}": found[name] for name in found if name != "value"}
        return told | {link: found["value"]}

    def _spend(self) -> None:
        self.drawn += 1
        self.world.asking.check()
        if self.drawn > MOST_ENTITIES:
            raise FaultyRequest(
                _("一次最多返回 %(most)s 个实体，请减小 $top 或 $expand 里的 $top。")
                % {"most": MOST_ENTITIES}
            )


def _check_names(kind: Kind, options: Options) -> None:
    for name in options.select:
        if name != "id" and name not in (*kind.properties, *kind.links):
            raise unknown(kind, name)
    for name in options.expand:
        linked(kind, name)


def next_page(address: str, options: Options) -> str:
    """The address of the page after this one."""
    return page_address(address, options.texts, options.skip + options.top)


def rendered(value: Any) -> Any:
    """A value as JSON has it: times in ISO 8601 with their zone, intervals with a stroke."""
    if isinstance(value, Interval):
        return f"{value.start.isoformat()}/{value.end.isoformat()}"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: rendered(inner) for name, inner in value.items()}
    return value
