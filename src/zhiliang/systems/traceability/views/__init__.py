"""Addresses of traceability beside lists and cases."""

from django.utils.translation import gettext_lazy as _

from zhiliang.systems.traceability.views import (
    capturing,
    desk,
    events,
    explorer,
    lookup,
    naming,
    root,
    scan,
    scope,
    scores,
    subscribing,
)

entrances = (
    ("trace_lookup", _("产品追溯查询"), _("扫码或者输入条码、批号，看从哪里来、有没有召回。")),
    ("trace_explorer", _("追溯查询"), _("一个批次到了哪里、从哪里来，谁经手过，缺什么记录。")),
    ("trace_scores", _("追溯完整度"), _("各单位经手的批次，来源、去向可查的占多少。")),
    ("traceability_desk", _("追溯接口"), _("企业的接口密钥、表格上传、位置申报。")),
)

urlpatterns = [
    *root.urlpatterns,
    *capturing.urlpatterns,
    *events.urlpatterns,
    *naming.urlpatterns,
    *subscribing.urlpatterns,
    *scan.urlpatterns,
    *lookup.urlpatterns,
    *desk.urlpatterns,
    *explorer.urlpatterns,
    *scope.urlpatterns,
    *scores.urlpatterns,
    *root.elsewhere,
]
