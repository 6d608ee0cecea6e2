"""The pages of risk monitoring that are more than a list or a case."""

from django.utils.translation import gettext_lazy as _

from zhiliang.systems.risk.views import cases, feeds, matrix, near, papers, room

entrances = (
    ("risk_near", _("身边的预警和提示"), _("您所在的市现在有什么预警和消费提示，该怎么做。")),
    ("risk_room", _("风险台"), _("待研判的信号、进行中的响应、没有签收的通报，都在一处。")),
    ("risk_matrix", _("产品和危害"), _("哪种产品的哪种危害报告得偏多。")),
    ("risk_mine", _("我关注的"), _("按地区和产品关注，登录后先看到。")),
)

urlpatterns = [
    *feeds.urlpatterns,
    *near.urlpatterns,
    *room.urlpatterns,
    *matrix.urlpatterns,
    *papers.urlpatterns,
    *cases.urlpatterns,
]
