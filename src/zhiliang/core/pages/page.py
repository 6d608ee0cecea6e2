"""Page: what of a model is listed, filtered, shown, done and published, declared as data.

One generic list, case page, act form and CSV/XLSX/JSON route read it (`zhiliang.core.pages.views`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django import forms
from django.apps import apps
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from zhiliang.core.roles import Role

if TYPE_CHECKING:
    # the page words are read before the models are
    from zhiliang.core.pages.clock import Clock

Words = str | Promise
"""A text, or one that is translated when it is shown."""

Kind = Literal[
    "text", "number", "times", "date", "moment", "state", "source", "flag", "long", "recorded"
]
"""How a value is written: `state` reads the page's flow, `source` becomes a badge, `recorded` is a
text kept in Chinese that is said in the reader's language."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field shown in a list or a section; `path` may step over relations (`place__name_zh`).

    `order` names the database field to sort by: empty means `path`, `None` means unsortable.
    `read(row)` gives what is shown where it is no field but comes of what `path` leads to.
    """

    path: str
    label: Words
    kind: Kind = "text"
    order: str | None = ""
    read: Callable[[Any], Any] | None = None

    @property
    def order_by(self) -> str | None:
        return self.path.replace(".", "__") if self.order == "" else self.order


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that lives in the URL under `name`.

    `choices` gives (value, words); left out, the model field's own choices are used. A `place`
    takes in what lies in it. `dates` is a stretch of days, `<name>_from` and `<name>_to` included,
    either of which may be left open. `narrow(rows, value)` keeps the rows of a choice, or of a text
    that is typed, where no single field says which they are.
    """

    name: str
    label: Words
    kind: Literal["choice", "place", "exact", "contains", "dates"] = "choice"
    path: str = ""
    choices: Callable[[], Iterable[tuple[str, Words]]] | None = None
    narrow: "Callable[[QuerySet[Any], str], QuerySet[Any]] | None" = None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of facts on the case page."""

    title: Words
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A step a person may take on a case.

    `run(obj, by=person, **form.cleaned_data)` is one of the system's actions. `verb` is the flow's.
    `initial(obj, person)` prefills the form; `obj` is None where a case begins. `when(obj)` says
    whether it is time for the step, where no flow says so or a flow alone does not.
    """

    verb: str
    run: Callable[..., Any]
    form: type[forms.Form] = forms.Form
    initial: Callable[[Any, Any], Mapping[str, Any]] | None = None
    label: Words = ""
    danger: bool = False
    when: Callable[[Any], bool] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """How a model meets people. `key` is the URL prefix: `/<key>/`, `/<key>/<pk>/`.

    `model` is "app.Model". `flow` is the flow's key; the case's state is in `state_field`.
    `name` gives a case's title, `subject` its name in the log where that is not
    "<app>.<model>:<pk>". `begin` opens a new case: `begin.run(by=person, **data) -> obj`.
    `clock(case, today)` tells a due date of the case's own, where the flow's time limits don't.
    `roles`, where named, may open it at all; which rows they see is the policy's affair.
    `names(case, person)` says who reads the names in its trail, where not all who see the case do.
    `public` are the paths that open data may carry; none means nothing is published.
    `related` are relations to one row, `prefetch` those to many, fetched with the list.
    `verbs` says what the verbs in its trail are called where neither flow nor acts do.
    """

    key: str
    model: str
    title: Words
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    sections: tuple[Section, ...] = ()
    acts: tuple[Act, ...] = ()
    begin: Act | None = None
    flow: str = ""
    state_field: str = "state"
    order: tuple[str, ...] = ("-pk",)
    lead: Words = ""
    name: Callable[[Any], Words] = str
    subject: Callable[[Any], str] | None = None
    clock: "Callable[[Any, date], Clock | None] | None" = None
    chapter: str = ""
    public: tuple[str, ...] = ()
    audience: Literal["signed_in", "public"] = "signed_in"
    roles: tuple[Role, ...] = ()
    related: tuple[str, ...] = ()
    prefetch: tuple[str, ...] = ()
    verbs: tuple[tuple[str, Words], ...] = ()
    names: Callable[[Any, Any], bool] | None = None

    @property
    def model_class(self) -> type[Model]:
        return apps.get_model(self.model)

    def rows(self, visible: "QuerySet[Any]") -> "QuerySet[Any]":
        """The visible rows in the page's order, relations fetched at once."""
        found = visible.select_related(*self.related).prefetch_related(*self.prefetch)
        return found.order_by(*self.order)

    @property
    def url(self) -> str:
        """Address of the list."""
        return reverse(f"{self.key}-list")

    def case_url(self, case: Any) -> str:
        """Address of a case."""
        return reverse(f"{self.key}-case", kwargs={"pk": case.pk})

    def act(self, verb: str) -> Act | None:
        return next((act for act in self.acts if act.verb == verb), None)


_declared: dict[str, Page] = {}


def register(page: Page) -> Page:
    """Keep a page under its key; a second page with the same key is a fault of the programmer."""
    if _declared.setdefault(page.key, page) is not page:
        raise ValueError(f"two pages claim the key {page.key!r}")
    return page


def page_of(key: str) -> Page:
    """The page with this key. Raises KeyError."""
    return _declared[key]


def pages() -> tuple[Page, ...]:
    """Every registered page, in the order of its registration."""
    return tuple(_declared.values())
