"""Tables of the analysis pages; each is downloaded by its own key."""

import re
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_tables2 import RequestConfig

from zhiliang.core.pages.tables import RIGHT, download
from zhiliang.core.pages.templatetags.zhiliang import icon
from zhiliang.evaluation.robustness import RankRange
from zhiliang.web.tables import WORDS, GradeColumn, LinkColumn, SourceColumn

NUMBER: dict[str, Any] = {"attrs": RIGHT}


def told(rank: RankRange) -> str:
    """A rank with its range: 3 (2–5)."""
    if rank.best == rank.worst:
        return str(rank.rank)
    return f"{rank.rank} ({rank.best}–{rank.worst})"


class RankColumn(tables.Column):
    """A rank with its range as a small bar and in words; the row holds (RankRange, of how many)."""

    def render(self, value: tuple[RankRange, int]) -> Any:
        """Words and bar."""
        rank, count = value
        step = 100 / count
        places = {"x": (rank.best - 1) * step, "width": (rank.worst - rank.best + 1) * step}
        at = (rank.rank - 0.5) * step
        bar = {name: f"{number:.2f}" for name, number in {**places, "at": at}.items()}
        return render_to_string(
            "partials/rank_range.html", {"words": told(rank), "bar": bar, "fixed": rank.fixed}
        )

    def value(self, **options: Any) -> Any:
        """The words."""
        return told(options["value"][0]) if options["value"] else ""


UP, DOWN, SAME = _("上升%(places)s位"), _("下降%(places)s位"), _("名次未变")
BETTER, WORSE, KEPT = _("升级"), _("降级"), _("等级未变")


def moved(places: int) -> Any:
    """A change of rank as arrow and word; the colour says nothing of its own."""
    if not places:
        return format_html('<span class="state state-quiet">{}{}</span>', icon("dash"), SAME)
    words = (UP if places > 0 else DOWN) % {"places": abs(places)}
    sign, tone = ("rise", "good") if places > 0 else ("fall", "bad")
    return format_html('<span class="state state-{}">{}{}</span>', tone, icon(sign), words)


def regraded(before: str, after: str) -> Any:
    """A change of grade as arrow and word; nothing where it is the same."""
    if before == after:
        return ""
    words, sign, tone = (BETTER, "rise", "good") if after < before else (WORSE, "fall", "bad")
    return format_html('<span class="state state-{}">{}{}</span>', tone, icon(sign), words)


class MoveColumn(tables.Column):
    """A change of rank; the row holds the number of places gained."""

    def render(self, value: int) -> Any:
        """Arrow and word."""
        return moved(value)

    def value(self, **options: Any) -> Any:
        """The number with its sign."""
        return f"{options['value']:+d}" if options["value"] != "" else ""


class GradeMoveColumn(tables.Column):
    """A grade before and after; the row holds (before, after), empty where there is none."""

    def render(self, value: tuple[str, str]) -> Any:
        """Both letters on their colours, and the word."""
        before, after = value
        letter = '<span class="grade tile-{}">{}</span>'
        if before == after or not before or not after:
            only = after or before
            word = KEPT if before == after else ""
            return format_html(letter + ' <span class="aside">{}</span>', only.lower(), only, word)
        pair = (before.lower(), before, after.lower(), after, regraded(before, after))
        return format_html(letter + " → " + letter + " {}", *pair)

    def value(self, **options: Any) -> Any:
        """Both letters."""
        return " → ".join(part or "—" for part in options["value"])


class YearMoveColumn(tables.Column):
    """What changed against the year before; the row holds (grade before, grade, places gained)."""

    def render(self, value: tuple[str, str, int]) -> Any:
        """Grade first, then rank, each as arrow and word."""
        before, after, places = value
        return format_html("{} {}", regraded(before, after), moved(places))

    def value(self, **options: Any) -> Any:
        """Letters and number."""
        if not options["value"]:
            return ""
        before, after, places = options["value"]
        return f"{before} → {after}, {places:+d}"


class Grades(tables.Table):
    """Grades of one kind of subject; score, rank and what follows from them where disclosed."""

    name = LinkColumn(verbose_name=_("被评价对象"), order_by="code")
    grade = GradeColumn(verbose_name=_("等级"))
    before = GradeColumn(verbose_name=_("上年等级"))
    score = tables.Column(_("得分"), attrs=RIGHT, order_by="sorting")
    rank = RankColumn(verbose_name=_("名次（可能的区间）"), order_by="place")
    moved = YearMoveColumn(verbose_name=_("比上年"), order_by="gained")
    veto = tables.Column(_("一票否决"), orderable=False)
    sample = SourceColumn(verbose_name=_("数据"), orderable=False)

    class Meta:
        default = ""


class Gains(tables.Table):
    """Items that would raise a subject; ranks only where all may be read."""

    name = LinkColumn(verbose_name=_("项目"))
    lacks = tables.Column(_("还差分值"), **NUMBER)
    half = tables.Column(_("补上一半后得分"), **NUMBER)
    full = tables.Column(_("补满后得分"), **NUMBER)
    grade = GradeColumn(verbose_name=_("补满后等级"))
    rank = tables.Column(_("补满后名次（补上一半）"), **NUMBER)
    how = tables.Column(_("怎样补上"))


class Profile(tables.Table):
    """Own share beside the median, by group or item."""

    name = tables.Column(_("项目"))
    group = tables.Column(_("分组"))
    points = tables.Column(_("分值"), **NUMBER)
    own = tables.Column(_("得分率"), **NUMBER)
    median = tables.Column(_("同类中位数"), **NUMBER)
    ahead = tables.Column(_("高于中位数"), **NUMBER)
    word = tables.Column(_("判断"))


class Ranges(tables.Table):
    """Ranks with their ranges, and how firm the grade is."""

    name = LinkColumn(verbose_name=_("被评价对象"))
    grade = GradeColumn(verbose_name=_("等级"))
    score = tables.Column(_("得分"), **NUMBER)
    rank = tables.Column(_("名次"), **NUMBER)
    best = tables.Column(_("最好"), **NUMBER)
    worst = tables.Column(_("最差"), **NUMBER)
    median = tables.Column(_("中位数"), **NUMBER)
    same = tables.Column(_("等级不变"), **NUMBER)


class Weights(tables.Table):
    """How much of the movement of ranks each item's points explain, and what its absence does."""

    name = tables.Column(_("项目"))
    points = tables.Column(_("分值"), **NUMBER)
    total = tables.Column(_("引起的变动"), **NUMBER)
    first = tables.Column(_("其中单独引起"), **NUMBER)
    mean = tables.Column(_("去掉后平均变动"), **NUMBER)
    most = tables.Column(_("最多变动"), **NUMBER)
    regraded = tables.Column(_("等级改变"), **NUMBER)


class Movers(tables.Table):
    """Who moves under an edited scheme."""

    name = LinkColumn(verbose_name=_("被评价对象"))
    grade = GradeMoveColumn(verbose_name=_("等级"))
    before = tables.Column(_("原得分"), **NUMBER)
    after = tables.Column(_("新得分"), **NUMBER)
    change = tables.Column(_("得分变动"), **NUMBER)
    old_rank = tables.Column(_("原名次"), **NUMBER)
    new_rank = tables.Column(_("新名次"), **NUMBER)
    places = MoveColumn(verbose_name=_("名次变动"))


class Compared(tables.Table):
    """Two evaluations side by side; scores and ranks only where they may be read."""

    name = LinkColumn(verbose_name=_("被评价对象"))
    grade = GradeMoveColumn(verbose_name=_("等级"))
    left = tables.Column(_("左侧得分"), **NUMBER)
    right = tables.Column(_("右侧得分"), **NUMBER)
    change = tables.Column(_("得分变动"), **NUMBER)
    left_rank = tables.Column(_("左侧名次"), **NUMBER)
    right_rank = tables.Column(_("右侧名次"), **NUMBER)
    places = MoveColumn(verbose_name=_("名次变动"))


class ItemMoves(tables.Table):
    """Items that earned differently."""

    subject = LinkColumn(verbose_name=_("被评价对象"))
    name = tables.Column(_("项目"))
    left = tables.Column(_("左侧得分/满分"), **NUMBER)
    right = tables.Column(_("右侧得分/满分"), **NUMBER)
    change = tables.Column(_("得分变动"), **NUMBER)


class Announced(tables.Table):
    """Grades of every city by year; the columns are made for the years there are."""

    name = LinkColumn(verbose_name=_("地区"))


ADDRESS = re.compile(r"https?://[^\s（）]+")


class DocumentColumn(tables.Column):
    """Words that may hold an address: it becomes a link."""

    def render(self, value: str) -> Any:
        """The words with their first address as a link."""
        found = ADDRESS.search(value)
        if not found:
            return value
        before, after = value[: found.start()], value[found.end() :]
        link = '{}<a href="{}" rel="noreferrer">{}</a>{}'
        return format_html(link, before, found[0], found[0], after)


class Documents(tables.Table):
    """Where each announced grade was published."""

    period = tables.Column(_("年度"))
    count = tables.Column(_("城市数"), **NUMBER)
    grades = tables.Column(_("等级"))
    document = DocumentColumn(verbose_name=_("文件"), attrs=WORDS)
    source = SourceColumn(verbose_name=_("来源"))


def ready(table: tables.Table, request: HttpRequest, *, key: str, label: Any) -> tables.Table:
    """A table in the order it was given; `key` names it in the address of its download."""
    table.label, table.key = label, key
    table.orderable, table.default = False, ""
    RequestConfig(request, paginate=False).configure(table)
    return table


def asked_for(request: HttpRequest, *listed: tables.Table, name: str) -> HttpResponse | None:
    """The download of the table that the address names (`?table=ranges&format=csv`)."""
    wanted = request.GET.get("table", "")
    for table in listed:
        if table.key == wanted:
            return download(table, request, name=f"{name}-{wanted}")
    return None
