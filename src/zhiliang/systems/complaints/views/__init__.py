"""The pages of complaints and tip-offs that are more than a list or a case."""

from django.utils.translation import gettext_lazy as _

from zhiliang.systems.complaints.views import (
    board,
    evidence,
    firms,
    new,
    open311,
    papers,
    profile,
    receipt,
    room,
    secrets,
    status,
)

entrances = (
    ("complaint_new", _("投诉举报"), _("不用注册：写好、核对、提交，马上得到编号。")),
    ("complaint_status", _("查询投诉举报进展"), _("凭受理编号和查询码，看办到哪一步。")),
    ("complaint_firms", _("消费投诉公示"), _("各经营者办结的投诉、调解成功率和增长。")),
    ("complaints_board", _("投诉举报台"), _("最先到期的在最前，逾期的标红；没有承办人的单列。")),
)

urlpatterns = [
    *new.urlpatterns,
    *receipt.urlpatterns,
    *status.urlpatterns,
    *firms.urlpatterns,
    *profile.urlpatterns,
    *board.urlpatterns,
    *evidence.urlpatterns,
    *secrets.urlpatterns,
    *papers.urlpatterns,
    *open311.urlpatterns,
    *room.urlpatterns,
]
