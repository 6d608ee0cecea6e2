"""What the papers of every system have in common: their languages, and when one may be made."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, Protocol, TypeVar

from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError

Language = Literal["zh", "en"]
CODES: dict[str, str] = {"zh": "zh-hans", "en": "en"}
"""The language of a paper as Django calls it."""


class NotNow(ClerkError):
    """A paper is asked of a thing that has not come so far, or has none of the kind."""

    code = "form_not_now"


class PaperKind(Protocol):
    """One paper: of what it is made, whether it may be made now, what it is called."""

    @property
    def of(self) -> Any:
        """The class of things, or several."""

    @property
    def open(self) -> Callable[[Any], bool]:
        """Whether a thing has come so far."""

    @property
    def name(self) -> str:
        """What it is called, in the active language."""

    @property
    def when(self) -> str:
        """When it may be made, in the active language."""


AnyKind = TypeVar("AnyKind", bound=PaperKind)


def possible_kind(kinds: Mapping[str, AnyKind], kind: str, thing: Any) -> AnyKind:
    """The kind, if it can be made of the thing as it stands; else NotNow says when it can."""
    found = kinds.get(kind)
    if found is None or not isinstance(thing, found.of):
        raise NotNow(
            _("“%(thing)s”没有“%(kind)s”这种文书。") % {"thing": thing, "kind": kind},
            _("请从该案的文书清单中选择。"),
        )
    if not found.open(thing):
        raise NotNow(
            _("“%(thing)s”现在不能出具“%(kind)s”。") % {"thing": thing, "kind": found.name},
            found.when,
        )
    return found
