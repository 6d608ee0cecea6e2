"""The links of a code as a linkset (RFC 9264, GS1-Conformant Resolver Standard).

One context for each level that is on record, finest first; every link leads to this site.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from zhiliang.systems.traceability.scanning.codes import Code
from zhiliang.systems.traceability.scanning.story import Story

MEDIA_TYPE = "application/linkset+json"
VOCABULARY = "https://gs1.org/voc/"
DEFAULT = "defaultLink"


class Language(NamedTuple):
    """A language's tag in a linkset, its code on the site, the prefix of its addresses."""

    tag: str
    code: str
    prefix: str


LANGUAGES = (Language("zh", "zh-hans", ""), Language("en", "en", "/en"))
ANCHORS = {
    "pip": "",
    "traceability": "#trace",
    "recallStatus": "#recall",
    "certificationInfo": "#certificates",
}
LINK_TYPES = ("pip", "traceability", "recallStatus", "certificationInfo")
ALL = ("linkset", "all")


def titles() -> dict[str, str]:
    """What each kind of link is called, in the active language."""
    return {
        DEFAULT: _("产品信息和追溯"),
        "pip": _("产品信息"),
        "traceability": _("追溯"),
        "recallStatus": _("召回情况"),
        "certificationInfo": _("证书"),
    }


def linkset_of(story: Story, root: str) -> dict[str, Any]:
    """The linkset of a code, with addresses below `root`."""
    levels = [(one, path) for one, path in story.code.paths() if one in story.known]
    return {"linkset": [_context(story, root, path) for _id, path in levels]}


def _context(story: Story, root: str, path: str) -> dict[str, Any]:
    context: dict[str, Any] = {
        "anchor": f"{root}{path}",
        "itemDescription": story.product,
        f"{VOCABULARY}{DEFAULT}": [_link(f"{root}{path}", DEFAULT, LANGUAGES[0])],
    }
    for kind in LINK_TYPES:
        context[f"{VOCABULARY}{kind}"] = [
            _link(f"{root}{language.prefix}{path}", kind, language) for language in LANGUAGES
        ]
    return context


def _link(address: str, kind: str, language: Language) -> dict[str, Any]:
    with override(language.code):
        title = titles()[kind]
    link = {"href": f"{address}{ANCHORS.get(kind, '')}", "title": title, "type": "text/html"}
    # the default link is for whoever states no preference
    return link if kind == DEFAULT else link | {"hreflang": [language.tag]}


def known_type(asked: str) -> str | None:
    """The kind of link that `linkType` asks for, without its prefix; None for one there is none."""
    for prefix in ("gs1:", VOCABULARY, "http://gs1.org/voc/", "https://www.gs1.org/voc/"):
        if asked.startswith(prefix):
            name = asked.removeprefix(prefix)
            return name if name in (*LINK_TYPES, DEFAULT) else None
    return None


def headers_of(code: Code, root: str) -> Iterator[str]:
    """Links for the Link header: the linkset, and the code's canonical address."""
    yield f'<{root}{code.path}?linkType=linkset>; rel="linkset"; type="{MEDIA_TYPE}"'
    yield f'<https://id.gs1.org{code.path}>; rel="owl:sameAs"'
    yield f'<{root}{code.path}>; rel="canonical"'
