"""The life of a case as data: buttons, permissions, API verbs and diagrams are read from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.language import pick
from zhiliang.core.models import Person
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role

flows: dict[str, "Flow"] = {}


class FlowRefused(ClerkError):
    """The step is not open: wrong state, wrong role or scope, or the same pair of eyes."""

    code = "flow_refused"


@dataclass(frozen=True)
class Party:
    """Somebody whose step it is, as `Step.of` names them: place, department or organisation."""

    place_id: str | None = None
    department_id: str | None = None
    organisation_id: int | None = None


@dataclass(frozen=True)
class Step:
    """One verb from state(s) to a state.

    `from_` "" means the case does not exist yet, `to` "" that it stays in the state it is in.
    `by` () means the platform takes the step. `within` is the key of a deadline rule; `not_by`
    names the field with the person who must be another one (four eyes). `of` names the property
    with those whose step it is, any of them, where that is not the case by its own place,
    department and organisation.
    """

    verb: str
    from_: tuple[str, ...] | str = field(kw_only=True)
    to: str = field(kw_only=True)
    by: tuple[Role, ...] = field(kw_only=True)
    within: str = field(default="", kw_only=True)
    not_by: str = field(default="", kw_only=True)
    of: str = field(default="", kw_only=True)
    label_zh: str = field(default="", kw_only=True)
    label_en: str = field(default="", kw_only=True)

    @property
    def sources(self) -> tuple[str, ...]:
        """The states the step starts from, always as a tuple."""
        return (self.from_,) if isinstance(self.from_, str) else self.from_

    def leads(self, state: str) -> str:
        """The state after the step was taken in `state`."""
        return self.to or state

    @property
    def label(self) -> str:
        """The button's text in the reader's language."""
        return pick(self.label_zh or self.verb, self.label_en or self.verb)


@dataclass(frozen=True)
class Flow:
    """States with their (Chinese, English) names and the steps between them; registers itself."""

    key: str
    states: Mapping[str, tuple[str, str]] = field(kw_only=True)
    initial: str = field(kw_only=True)
    steps: Sequence[Step] = field(kw_only=True)

    def __post_init__(self) -> None:
        verbs = [step.verb for step in self.steps]
        named = {self.initial, *(step.to for step in self.steps)}
        named |= {state for step in self.steps for state in step.sources}
        named -= {""}
        if unknown := named - set(self.states):
            raise ValueError(f"flow {self.key} has steps to or from unknown states {unknown}")
        if len(set(verbs)) < len(verbs):
            raise ValueError(f"flow {self.key} declares a verb twice")
        if self.key in flows:
            raise ValueError(f"flow {self.key} is declared twice")
        flows[self.key] = self

    def step(self, verb: str) -> Step:
        """The step of a verb; KeyError if the flow has none."""
        for step in self.steps:
            if step.verb == verb:
                return step
        raise KeyError(f"flow {self.key} has no step {verb}")

    def state_label(self, state: str) -> str:
        """The state's name in the reader's language."""
        return pick(*self.states[state])

    def open_steps(self, obj: Any, person: Any) -> list[Step]:
        """The steps `person` may take with `obj` now, in declared order."""
        return [step for step in self.steps if not self._refusal(obj, step, person)]

    def is_for(self, obj: Any, verb: str, person: Any) -> bool:
        """Whether the step is `person`'s by role and scope, whatever state the case is in."""
        step = self.step(verb)
        whose = getattr(obj, step.of) if step.of and obj is not None else (obj,)
        held = [scopes(person, role) for role in step.by]
        return any(scope.covers(one) for scope in held for one in whose)

    def require(self, obj: Any, verb: str, by: Person | None) -> Step:
        """The step, if `by` may take it with `obj` now; raises FlowRefused with the reason.

        `obj` None asks whether a case may be opened. `by` None is the platform itself.
        """
        step = self.step(verb)
        if reason := self._refusal(obj, step, by):
            raise FlowRefused(reason, _("请刷新页面查看当前可以办理的事项。"))
        return step

    def _refusal(self, obj: Any, step: Step, person: Any) -> str:
        state = obj.state if obj is not None else ""
        if state not in step.sources:
            return self._wrong_state(state, step)
        if person is None or not step.by:
            return "" if person is None and not step.by else self._wrong_person(step)
        if not self.is_for(obj, step.verb, person):
            return self._wrong_person(step)
        if step.not_by and getattr(obj, f"{step.not_by}_id") == person.pk:
            return _("“%(step)s”须由另一人办理（双人复核）。") % {"step": step.label}
        return ""

    def _wrong_state(self, state: str, step: Step) -> str:
        now = self.state_label(state) if state else _("尚未建立")
        return _("当前状态是“%(state)s”，不能“%(step)s”。") % {"state": now, "step": step.label}

    def _wrong_person(self, step: Step) -> str:
        roles = "、".join(str(Role(role).label) for role in step.by) or _("系统")
        return _("“%(step)s”只能由管辖范围内的%(roles)s办理。") % {
            "step": step.label,
            "roles": roles,
        }
