"""Two evaluations side by side: grades for everybody, scores and items for who may read them."""

from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import visible
from zhiliang.evaluation.comparison import Move, Pair, moves, pairs
from zhiliang.evaluation.models import Evaluation
from zhiliang.evaluation.words import plain
from zhiliang.web.analysis_tables import Compared, ItemMoves, asked_for, ready
from zhiliang.web.reading import disclosed, subjects_of

KINDS = ("city", "district", "department")
SCORES = ("left", "right", "change", "left_rank", "right_rank", "places")
MOST = 40


@by_policy
def compare(request: HttpRequest) -> HttpResponse:
    """Left and right are a year (its newest version) or a version of it: 2015@1."""
    versions = list(visible(request.user, Evaluation).order_by("-year", "-version"))
    left, right = _sides(request, versions)
    if left is None or right is None:
        return render(request, "compare.html", _empty(versions))
    asked = request.GET.get("kind", "")
    kind = asked if asked in KINDS else "city"
    found = pairs(
        disclosed(left.results, request.user), disclosed(right.results, request.user), kind
    )
    compared = _compared(request, found, right.year)
    moved = _item_moves(request, found, right.year)
    name = f"compare-{_key(left)}-{_key(right)}-{kind}".replace("@", "v")
    if given := asked_for(request, compared, moved, name=name):
        return given
    context = _empty(versions) | {
        "heading": _heading(found, left, right),
        "left": _key(left),
        "right": _key(right),
        "kind": kind,
        "kinds": [k for k in KINDS if subjects_of(right.results, k)],
        "table": compared,
        "moved": moved if moved.rows else None,
        "detailed": any(pair.both("score") for pair in found),
        "other_scheme": left.scheme_digest != right.scheme_digest,
        "sample": any(pair.subject["sample"] for pair in found),
    }
    return render(request, "compare.html", context)


def _empty(versions: list[Evaluation]) -> dict[str, Any]:
    return {
        "heading": _("还没有可以比较的两次评价"),
        "crumbs": [
            Crumb(_("总览"), reverse("cockpit")),
            Crumb(_("年度评价"), reverse("evaluations")),
            Crumb(_("并列比较")),
        ],
        "choices": [(_key(version), _words(version)) for version in versions],
    }


def _key(version: Evaluation) -> str:
    return f"{version.year}@{version.version}"


def _words(version: Evaluation) -> str:
    named = {"year": version.year, "version": version.version}
    return _("%(year)s年 第%(version)s版") % named


def _sides(
    request: HttpRequest, versions: list[Evaluation]
) -> tuple[Evaluation | None, Evaluation | None]:
    """The versions asked for; without a word the newest one and the one before it."""
    if not versions:
        return None, None
    asked = request.GET.get("right", "")
    right = _found(versions, asked) if asked else versions[0]
    asked = request.GET.get("left", "")
    return (_found(versions, asked) if asked else _before(versions, right)), right


def _found(versions: list[Evaluation], asked: str) -> Evaluation:
    year, _at, number = asked.partition("@")
    for version in versions:
        if str(version.year) == year and number in ("", str(version.version)):
            return version
    raise Http404(
        _("没有“%(asked)s”这一次评价；写年度，如2015，或年度@版本，如2015@1。") % {"asked": asked}
    )


def _before(versions: list[Evaluation], right: Evaluation) -> Evaluation | None:
    earlier = [version for version in versions if version.year < right.year]
    return earlier[0] if earlier else next((v for v in versions if v != right), None)


def _heading(found: list[Pair], left: Evaluation, right: Evaluation) -> str:
    both = [pair for pair in found if pair.left and pair.right]
    up = sum(pair.right["grade"] < pair.left["grade"] for pair in both if pair.left and pair.right)
    down = sum(
        pair.right["grade"] > pair.left["grade"] for pair in both if pair.left and pair.right
    )
    return _("%(left)s与%(right)s比较：%(up)s个升级，%(down)s个降级，%(same)s个等级未变") % {
        "left": _words(left),
        "right": _words(right),
        "up": up,
        "down": down,
        "same": len(both) - up - down,
    }


def _compared(request: HttpRequest, found: list[Pair], year: int) -> Compared:
    hidden = () if any(pair.both("score") for pair in found) else SCORES
    rows = [_row(pair, year) for pair in found]
    label = _("两次评价并列")
    return ready(Compared(rows, exclude=hidden), request, key="compared", label=label)


def _row(pair: Pair, year: int) -> dict[str, Any]:
    left, right = pair.left or {}, pair.right or {}
    return {
        "name": _subject(pair.subject, year if pair.right else 0),
        "grade": (left.get("grade", ""), right.get("grade", "")),
        "left": left.get("score", ""),
        "right": right.get("score", ""),
        "change": "" if pair.score is None else f"{float(pair.score):+.2f}",
        "left_rank": left.get("rank", ""),
        "right_rank": right.get("rank", ""),
        "places": "" if pair.rank is None else pair.rank,
    }


def _subject(subject: Any, year: int) -> tuple[str, str]:
    kwargs = {"year": year, "code": subject["code"]}
    url = reverse("subject", kwargs=kwargs) if year else ""
    return pick(subject["name_zh"], subject["name_en"]), url


def _item_moves(request: HttpRequest, found: list[Pair], year: int) -> ItemMoves:
    listed = [move for pair in found for move in moves(pair)]
    listed.sort(key=lambda move: -abs(move.difference))
    rows = [_move(move, year) for move in listed[:MOST]]
    label = _("变动最大的项目（至多%(most)s项）") % {"most": MOST}
    return ready(ItemMoves(rows), request, key="items", label=label)


def _move(move: Move, year: int) -> dict[str, Any]:
    return {
        "subject": _subject(move.subject, year),
        "name": pick(move.right["name_zh"], move.right["name_en"]),
        "left": f"{_points(move.left['earned'])} / {move.left['points']}",
        "right": f"{_points(move.right['earned'])} / {move.right['points']}",
        "change": f"{float(move.difference):+.2f}",
    }


def _points(number: str) -> str:
    return plain(Fraction(number), 2)
