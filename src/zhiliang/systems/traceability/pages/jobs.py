"""Capture jobs: what was sent, what became of it, what is wrong with the rest."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices
from zhiliang.systems.traceability.pages.choices import READERS, yes_or_no

jobs = register(
    Page(
        key="traceability/jobs",
        model="traceability.CaptureJob",
        title=_("报送批次"),
        lead=_("每次报送一批：收到多少、新存多少、哪些已有、哪里有错。"),
        columns=(
            Column("created_at", _("收到时间"), "moment"),
            Column("organisation", _("报送单位"), order="organisation__name"),
            Column("received", _("收到事件"), "number"),
            Column("stored", _("新存事件"), "number"),
            Column("known", _("已有事件"), "number"),
            Column("success", _("没有错误"), "flag"),
            Column("running", _("处理中"), "flag"),
        ),
        filters=(
            Filter("success", _("没有错误"), choices=yes_or_no),
            Filter("place", _("地区"), "place", path="organisation__place", choices=city_choices),
            Filter("created_at", _("收到时间"), "dates"),
        ),
        sections=(
            Section(
                _("报送"),
                (
                    Column("key", _("编号")),
                    Column("organisation", _("报送单位")),
                    Column("created_at", _("收到时间"), "moment"),
                    Column("finished_at", _("完成时间"), "moment"),
                    Column("behaviour", _("有错时")),
                    Column("received", _("收到事件"), "number"),
                    Column("stored", _("新存事件"), "number"),
                    Column("known", _("已有事件"), "number"),
                    Column("document_digest", _("文件摘要")),
                ),
            ),
        ),
        chapter="products",
        roles=READERS,
        related=("organisation",),
        verbs=(("receive", _("收到")), ("finish", _("处理完"))),
    )
)
