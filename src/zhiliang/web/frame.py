"""What stands around every page: navigation, the other language, the reader's theme."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from zhiliang.core.language import name_of
from zhiliang.core.pages.page import Words
from zhiliang.core.policy import roles_of
from zhiliang.core.roles import Role
from zhiliang.web.chapters import CHAPTERS, Chapter, system_url, systems_in

THEMES = ("light", "dark")
OFFICERS = frozenset(
    {Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE}
)
DESKS: tuple[tuple[Words, str, frozenset[Role]], ...] = (
    (gettext_lazy("填报"), "returns-list", OFFICERS),
    (gettext_lazy("我的抽样任务"), "sampling_tasks", frozenset({Role.SAMPLER})),
    (gettext_lazy("追溯接口"), "traceability_desk", frozenset({Role.ENTERPRISE})),
    (gettext_lazy("督办台"), "followup_desk", OFFICERS),
    (
        gettext_lazy("召回台"),
        "recalls_board",
        frozenset({Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR}),
    ),
    (
        gettext_lazy("投诉举报台"),
        "complaints_board",
        frozenset({Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR}),
    ),
    (gettext_lazy("对本企业的投诉"), "complaints/own-list", frozenset({Role.ENTERPRISE})),
    (gettext_lazy("企业召回事项"), "recalls_own", frozenset({Role.ENTERPRISE})),
    (gettext_lazy("风险台"), "risk_room", OFFICERS | {Role.AUDITOR}),
    (gettext_lazy("评价工作台"), "workspace", frozenset({Role.OFFICE, Role.PROVINCIAL_OFFICER})),
    (gettext_lazy("考核周期"), "cycles-list", OFFICERS),
    (gettext_lazy("考核案卷"), "cases-list", OFFICERS),
    (gettext_lazy("我的评审"), "review_desk", OFFICERS - {Role.CITY_OFFICER}),
    (gettext_lazy("实地核查"), "checks-list", OFFICERS),
    (gettext_lazy("异议"), "objections-list", OFFICERS),
    (gettext_lazy("事件日志"), "audit", frozenset({Role.AUDITOR})),
    (gettext_lazy("账号"), "people-list", frozenset({Role.ADMINISTRATOR})),
    (gettext_lazy("任职"), "assignments-list", frozenset({Role.ADMINISTRATOR})),
)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation; without an address it is only announced."""

    name: Words
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A chapter of the navigation with its entries."""

    name: Words
    icon: str
    links: tuple[Link, ...]
    open: bool


class Frame:
    """The parts are worked out only if a template asks for them."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def theme(self) -> str:
        """light or dark where the reader chose; empty follows the device."""
        chosen = self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @property
    def other(self) -> dict[str, str]:
        """The same page in the other language."""
        code, name = ("zh-hans", "中文") if (get_language() or "") == "en" else ("en", "English")
        # two slashes at the front would lead to another host
        url = "/" + translate_url(self.request.get_full_path(), code).lstrip("/\\")
        return {"code": code, "name": name, "url": url}

    @property
    def links(self) -> list[Link]:
        """The portal's own pages."""
        return [
            self._link(_("总览"), "cockpit"),
            self._link(_("年度评价"), "evaluations"),
            self._link(_("指标一览"), "indicators"),
            self._link(_("公文与白皮书"), "documents"),
            self._link(_("条款与系统"), "mandate"),
        ]

    @property
    def chapters(self) -> list[Group]:
        """The opinion's chapters with the systems that live in them."""
        return [self._group(chapter) for chapter in CHAPTERS]

    @property
    def desk(self) -> list[Link]:
        """What the signed-in person works with."""
        # a request that was refused at the door (a wrong host name) has nobody yet
        person = getattr(self.request, "user", None)
        roles = roles_of(person) - {Role.PUBLIC}
        return [self._link(name, route) for name, route, who in DESKS if roles & who and _is(route)]

    def _link(self, name: Words, route: str, **kwargs: Any) -> Link:
        url = _address(route, get_language(), **kwargs)
        return Link(name, url, current=url == self.request.path)

    def _group(self, chapter: Chapter) -> Group:
        links = [self._link(_("本章概览"), "chapter", key=chapter.key)]
        links += [self._system(system) for system in systems_in(chapter)]
        return Group(chapter.name, chapter.icon, tuple(links), any(link.current for link in links))

    def _system(self, system: Any) -> Link:
        url = system_url(system.name) if system.state == "working" else ""
        return Link(name_of(system, "title"), url, current=bool(url) and url == self.request.path)


@cache
def _address(route: str, language: str | None, **keys: str) -> str:
    """Where a route leads in the active language: fifty stand around a page and never change."""
    return reverse(route, kwargs=keys)


def _is(route: str) -> bool:
    try:
        return bool(_address(route, get_language()))
    except NoReverseMatch:
        return False


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: everything around the page."""
    return {"frame": Frame(request)}
