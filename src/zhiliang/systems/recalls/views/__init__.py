"""The pages of recalls that are more than a list or a case."""

from django.utils.translation import gettext_lazy as _

from zhiliang.systems.recalls.views import board, export, knowledge, own, papers, room, scope

entrances = (
    ("recalls/announced-list", _("产品召回公告"), _("正在召回和已经结束的产品，消费者该怎么做。")),
    ("recalls_board", _("召回台"), _("逾期、范围扩大、待移交的召回和新线索，都在一处。")),
    ("recalls_own", _("企业召回事项"), _("本企业要办的召回、收到的召回通知、演练。")),
)

urlpatterns = [
    *export.urlpatterns,
    *board.urlpatterns,
    *own.urlpatterns,
    *knowledge.urlpatterns,
    *scope.urlpatterns,
    *papers.urlpatterns,
    *room.urlpatterns,
]
