"""The pages of supervision sampling that are more than a list or a case."""

from django.utils.translation import gettext_lazy as _

from zhiliang.systems.sampling.views import bench, forms, inbox, papers, phone, tasks

entrances = (
    ("sampling_bench", _("检验台"), _("检验机构收样、录入结果、出具报告。")),
    (
        "sampling_tasks",
        _("我的抽样任务"),
        _("抽样人员在现场用手机填抽样单，没有网络也能填。"),
    ),
    ("sampling_inbox", _("企业收件箱"), _("告知、异议期、后处理，都在一处。")),
)

urlpatterns = [
    *papers.urlpatterns,
    *forms.urlpatterns,
    *inbox.urlpatterns,
    *bench.urlpatterns,
    *phone.urlpatterns,
    *tasks.urlpatterns,
]
