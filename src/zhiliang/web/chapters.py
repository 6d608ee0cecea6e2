"""The nine chapters of the side navigation, and which clauses, targets and systems lie in each.

Chapters are the opinion's own: its goals (二), its seven main tasks (三) and its safeguards (四).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import pages
from zhiliang.core.pages.page import Words
from zhiliang.core.policy import roles_of
from zhiliang.mandate import Clause, System, Target, load_clauses, load_targets, systems
from zhiliang.web.own_views import own_views


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the navigation; `clauses` are the beginnings of its clause ids."""

    key: str
    name: Words
    title: Words
    icon: str
    clauses: tuple[str, ...]

    def holds(self, clause: str) -> bool:
        """Whether a clause id lies in this chapter."""
        return clause.startswith(self.clauses)


CHAPTERS = (
    Chapter("goals", _("目标"), _("主要目标"), "goal", ("一", "二")),
    Chapter("standards", _("标准"), _("技术标准战略"), "standard", ("三(一)",)),
    Chapter("products", _("产品"), _("产品质量"), "product", ("三(二)",)),
    Chapter("services", _("服务"), _("服务质量"), "service", ("三(三)",)),
    Chapter("works", _("工程"), _("工程质量"), "works", ("三(四)",)),
    Chapter("environment", _("环境"), _("环境质量"), "environment", ("三(五)",)),
    Chapter("safety", _("安全"), _("质量安全监管"), "safety", ("三(六)",)),
    Chapter("testing", _("检测"), _("质量技术检测服务"), "testing", ("三(七)",)),
    Chapter("safeguards", _("保障"), _("保障措施"), "safeguard", ("四",)),
)


@dataclass(frozen=True, slots=True)
class Goal:
    """A group of the cockpit: one of the four goals with the task that serves it."""

    key: str
    name: Words
    clauses: tuple[str, ...]


GOALS = (
    Goal("products", _("产品质量"), ("二(一)",)),
    Goal("works", _("工程质量"), ("二(三)", "三(四)")),
    Goal("environment", _("环境质量"), ("二(四)", "三(五)")),
    Goal("services", _("服务质量"), ("二(二)", "三(三)")),
    Goal("foundations", _("标准、品牌与检测"), ("三(一)", "三(二)", "三(七)")),
)


def chapter_of(key: str) -> Chapter:
    """The chapter with this key. Raises KeyError."""
    return {chapter.key: chapter for chapter in CHAPTERS}[key]


def clauses_in(chapter: Chapter) -> list[Clause]:
    """The chapter's clauses in document order."""
    return [clause for clause in load_clauses() if chapter.holds(clause.id)]


def targets_in(clauses: tuple[str, ...]) -> list[Target]:
    """The targets whose clause begins with one of `clauses`."""
    return [target for target in load_targets() if target.clause.startswith(clauses)]


def systems_in(chapter: Chapter) -> list[System]:
    """The systems whose first clause outside the goals lies in this chapter."""
    return [system for system in systems() if _home(system.name) == chapter.key]


@cache
def _home(system: str) -> str:
    """Goals say what is wanted; a system lives where the opinion says what is done."""
    for chapter in CHAPTERS[1:]:
        if any(system in clause.systems for clause in clauses_in(chapter)):
            return chapter.key
    return "goals"


FRONTS = {
    "evaluation": "evaluations",
    "environment": "environment",
    "sampling": "sampling_results",
    "traceability": "trace_lookup",
    "recalls": "recalls/announced-list",
    "complaints": "complaint_new",
    "risk": "risk_near",
}


def system_url(name: str) -> str:
    """Where a working system is entered: its front page where it has one, else its first list."""
    if name in FRONTS:
        return reverse(FRONTS[name])
    found = next((page for page in pages() if page.key.split("/")[0] == name), None)
    return found.url if found else ""


def doors_of(chapter: Chapter, person: Any) -> list[tuple[Words, str]]:
    """Every page of the chapter that a person may open: views of its systems, then lists."""
    views = [own_views().get(system.name) for system in systems_in(chapter)]
    own = [
        (words, reverse(route))
        for view in views
        for route, words, _lead in getattr(view, "entrances", ())
    ]
    held = roles_of(person)
    lists = [
        (page.title, page.url)
        for page in pages()
        if page.chapter == chapter.key
        and (page.audience == "public" or (page.roles and not held.isdisjoint(page.roles)))
    ]
    return [*own, *lists]
