"""Tags that write the parts of a page; every one renders a partial or a line of markup."""

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zhiliang.core.language import name_of, pick
from zhiliang.core.pages.parts import Chart, Figure
from zhiliang.core.pages.recorded import recorded
from zhiliang.core.pages.words import JUDGEMENTS, SOURCE_NOTES, SOURCES, STATUSES

register = template.Library()

NUMBERED = "_zhiliang_popovers"


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite; always beside a word, so it is hidden from screen readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("zhiliang/icons.svg"),
        name,
    )


@register.simple_tag
def source_badge(source: str) -> SafeString | str:
    """Where a figure comes from: 记录, 填报, 公布 or 示例."""
    if source not in SOURCES:
        return ""
    return format_html(
        '<span class="badge badge-{}" title="{}">{}</span>',
        source,
        SOURCE_NOTES[source],
        SOURCES[source],
    )


@register.simple_tag
def judgement(key: str) -> SafeString:
    """How a target stands, as icon and word."""
    sign = JUDGEMENTS[key]
    return format_html(
        '<span class="state state-{}">{}{}</span>', sign.tone, icon(sign.icon), sign.words
    )


@register.simple_tag
def state_badge(words: str, tone: str) -> SafeString:
    """A case's state: a dot and its word."""
    mark = "check" if tone == "good" else "clock"
    return format_html('<span class="state state-{}">{}{}</span>', tone, icon(mark), words)


@register.filter
def status_words(status: str) -> str:
    """A value's status in words."""
    return str(STATUSES.get(status, status))


@register.filter
def source_note(source: str) -> str:
    """What a source means, in one sentence."""
    return str(SOURCE_NOTES.get(source, ""))


register.filter("recorded", recorded)


@register.filter
def named(thing: Any, field: str = "name") -> str:
    """`thing`'s name in the reader's language; works on objects and on dictionaries."""
    if isinstance(thing, dict):
        return pick(thing.get(f"{field}_zh", ""), thing.get(f"{field}_en", ""))
    return name_of(thing, field)


@register.inclusion_tag("partials/figure.html", takes_context=True)
def figure(context: dict[str, Any], shown: Figure, size: str = "") -> dict[str, Any]:
    """A value whose facts open on hover or tap."""
    return numbered(context["request"], shown, size=size)


def numbered(request: Any, shown: Figure, *, size: str = "") -> dict[str, Any]:
    """Context of partials/figure.html; every popover of a page has its own number."""
    number = getattr(request, NUMBERED, 0) + 1
    setattr(request, NUMBERED, number)
    return {
        "shown": shown,
        "size": size,
        "id": f"facts-{number}",
        "missing": _("无数据") if not shown.value else "",
    }


@register.inclusion_tag("partials/chart.html", takes_context=True)
def chart(context: dict[str, Any], shown: Chart) -> dict[str, Any]:
    """A chart with its finding, its text alternative and its table."""
    return {"shown": shown, "request": context["request"], "id": f"chart-{shown.key}"}


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """The page's own address with some of its query changed; `None` takes a key out."""
    asked = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            asked.pop(key, None)
        else:
            asked[key] = str(value)
    return f"?{asked.urlencode()}" if asked else "?"
