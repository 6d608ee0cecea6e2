"""The opinion, clause by clause: what answers it, what became of it; and its chapters."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiliang.core.language import name_of, pick
from zhiliang.core.pages.guards import by_policy, public
from zhiliang.core.pages.parts import Crumb
from zhiliang.indicators.registry import definitions
from zhiliang.mandate import Clause, load_clauses, load_directions, load_targets, systems
from zhiliang.web.chapters import (
    CHAPTERS,
    chapter_of,
    clauses_in,
    doors_of,
    system_url,
    systems_in,
)
from zhiliang.web.figures import indicator_url, target_row
from zhiliang.web.reading import Reading, local_time
from zhiliang.web.words import KINDS, LEGAL_STATES, STATES

FILTERS = ("q", "chapter", "state", "legal", "kind")


@public
def mandate(request: HttpRequest) -> HttpResponse:
    """Every clause with the system that answers it; filters live in the address."""
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    rows = [_row(clause) for clause in load_clauses() if _wanted(clause, asked)]
    working = sum(row["clause"].state == "working" for row in rows)
    context = {
        "heading": _("意见共%(all)s项要求，%(working)s项已有系统回答")
        % {"all": len(rows), "working": working}
        if not any(asked.values())
        else _("符合条件的要求%(all)s项，%(working)s项已有系统回答")
        % {"all": len(rows), "working": working},
        "lead": _(
            "《关于开展质量强省活动的意见》（粤府〔2010〕84号）逐条列出，连同它在法律上的现状。"
        ),
        "crumbs": [Crumb(_("条款与系统"))],
        "rows": rows,
        "asked": asked,
        "chapters": CHAPTERS,
        "states": STATES.items(),
        "legal_states": LEGAL_STATES.items(),
        "kinds": KINDS.items(),
    }
    return render(request, "mandate.html", context)


def _wanted(clause: Clause, asked: Mapping[str, str]) -> bool:
    words = f"{clause.id} {clause.title} {clause.title_en} {clause.quote} {clause.quote_hans}"
    words += " ".join(clause.systems)
    chapter = next((found for found in CHAPTERS if found.key == asked["chapter"]), None)
    return (
        asked["q"].lower() in words.lower()
        and (chapter is None or chapter.holds(clause.id))
        and asked["state"] in ("", clause.state)
        and asked["legal"] in ("", clause.legal_state)
        and asked["kind"] in ("", clause.kind)
    )


def _row(clause: Clause) -> dict[str, Any]:
    known = {system.name: system for system in systems()}
    return {
        "clause": clause,
        "title": pick(clause.title, clause.title_en),
        "systems": [_system(known[name]) for name in clause.systems if name in known],
        "targets": [target for target in load_targets() if target.clause_id == clause.id],
    }


def _system(system: Any) -> dict[str, str]:
    return {
        "name": name_of(system, "title"),
        "state": system.state,
        "url": system_url(system.name) if system.state == "working" else "",
    }


@by_policy
def chapter(request: HttpRequest, key: str) -> HttpResponse:
    """A chapter of the opinion: its targets, aims, systems, indicators and clauses."""
    try:
        found = chapter_of(key)
    except KeyError:
        raise Http404(_("意见没有这一章。")) from None
    reading = Reading(request.user)
    results = reading.results(reading.years[0]) if reading.years else None
    entries = [e for e in (results or {"targets": []})["targets"] if found.holds(e["clause"])]
    clauses = clauses_in(found)
    count = Counter(clause.state for clause in clauses)
    context = {
        "chapter": found,
        "heading": _("%(name)s：%(all)s项要求，%(working)s项已有系统回答")
        % {"name": found.title, "all": len(clauses), "working": count["working"]},
        "crumbs": [Crumb(_("总览"), reverse("cockpit")), Crumb(found.title)],
        "year": results["year"] if results else None,
        "targets": [target_row(entry, results) for entry in entries] if results else [],
        "directions": [aim for aim in load_directions() if found.holds(aim.clause)],
        "systems": [_system(system) for system in systems_in(found)],
        "doors": doors_of(found, request.user),
        "indicators": [
            (name_of(item), indicator_url(item.key))
            for item in definitions().values()
            if found.holds(item.clause)
        ],
        "clauses": [_row(clause) for clause in clauses],
        "as_of": local_time(results["as_of"]) if results else "",
    }
    return render(request, "chapter.html", context)
