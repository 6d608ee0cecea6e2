"""The pages of supervision sampling that are more than a list or a case."""

from django.utils.translation import gettext_lazy as _

from zhiliang.systems.sampling.views import (
    bench,
    board,
    disputes,
    draws,
    explorer,
    forms,
    inbox,
    papers,
    phone,
    result,
    results,
    tasks,
)

entrances = (
    ("sampling_results", _("抽查结果"), _("按产品、企业、批号查已公布的结果；各类产品的合格率。")),
    ("sampling_draws", _("双随机抽取公示"), _("抽取前公布摘要，抽样后公开全部，人人可以复核。")),
    ("sampling_explorer", _("抽样方案与风险"), _("选批量和 AQL，看方案、曲线和风险说的是什么。")),
    ("sampling_board", _("抽查看板"), _("各类产品、各地区计划多少、走到哪一步、哪些逾期。")),
    ("sampling_bench", _("检验台"), _("检验机构收样、录入结果、出具报告。")),
    (
        "sampling_tasks",
        _("我的抽样任务"),
        _("抽样人员在现场用手机填抽样单，没有网络也能填。"),
    ),
    ("sampling_inbox", _("企业收件箱"), _("告知、异议期、后处理，都在一处。")),
)

urlpatterns = [
    *disputes.urlpatterns,
    *papers.urlpatterns,
    *forms.urlpatterns,
    *inbox.urlpatterns,
    *bench.urlpatterns,
    *board.urlpatterns,
    *draws.urlpatterns,
    *explorer.urlpatterns,
    *result.urlpatterns,
    *results.urlpatterns,
    *phone.urlpatterns,
    *tasks.urlpatterns,
]
