"""What stands around every page: navigation, the other language, the reader's theme."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhiliang.core.language import name_of
from zhiliang.core.pages import pages
from zhiliang.core.pages.page import Words
from zhiliang.core.policy import roles_of
from zhiliang.core.roles import Role
from zhiliang.web.chapters import CHAPTERS, Chapter, systems_in

THEMES = ("light", "dark")
DESKS: tuple[tuple[Words, str, frozenset[Role]], ...] = ()


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
        url = translate_url(self.request.get_full_path(), code)
        return {"code": code, "name": name, "url": url}

    @property
    def links(self) -> list[Link]:
        """The portal's own pages."""
        return [
            self._link(_("总览"), "cockpit"),
            self._link(_("年度评价"), "evaluations"),
            self._link(_("指标"), "indicators"),
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
        if not self.request.user.is_authenticated:
            return []
        roles = roles_of(self.request.user)
        return [self._link(name, route) for name, route, who in DESKS if roles & who]

    def _link(self, name: Words, route: str, **kwargs: Any) -> Link:
        url = reverse(route, kwargs=kwargs)
        return Link(name, url, current=url == self.request.path)

    def _group(self, chapter: Chapter) -> Group:
        links = [self._link(chapter.title, "chapter", key=chapter.key)]
        links += [self._system(system) for system in systems_in(chapter)]
        return Group(chapter.name, chapter.icon, tuple(links), any(link.current for link in links))

    def _system(self, system: Any) -> Link:
        page = next((page for page in pages() if page.key == system.name), None)
        if page is None:
            return Link(name_of(system, "title"), self._named(system))
        return self._link(name_of(system, "title"), f"{page.key}-list")

    def _named(self, system: Any) -> str:
        try:
            return reverse(system.name) if system.state == "working" else ""
        except NoReverseMatch:
            return ""


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: everything around the page."""
    return {"frame": Frame(request)}
