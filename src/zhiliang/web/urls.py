"""Routes of the site. Chinese pages have the plain address, English ones the same below /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, path

from zhiliang.core.pages import pages
from zhiliang.core.pages.views import routes
from zhiliang.web import bundle, people
from zhiliang.web.api import urls as api_urls
from zhiliang.web.own_views import own_views
from zhiliang.web.views import (
    account,
    annex,
    announced,
    audit,
    cockpit,
    compare,
    documents,
    evaluation,
    indicators,
    interface,
    mandate,
    place,
    refused,
    scheme_editor,
    styleguide,
    target,
    workspace,
)

__all__ = ["handler400", "handler403", "handler404", "handler500", "people", "urlpatterns"]

handler400 = refused.bad_request
handler403 = refused.not_allowed
handler404 = refused.not_found
handler500 = refused.failed


def _own_routes() -> list[URLPattern]:
    """Routes that an app declares itself, for pages that are more than a list or a case."""
    return [route for view in own_views().values() for route in getattr(view, "urlpatterns", ())]


PORTAL = [
    path("", cockpit.cockpit, name="cockpit"),
    path("chapters/<slug:key>/", mandate.chapter, name="chapter"),
    path("places/<slug:code>/", place.place, name="place"),
    path("targets/<slug:key>/", target.target, name="target"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<str:key>/", indicators.indicator, name="indicator"),
    path("evaluations/", evaluation.evaluations, name="evaluations"),
    path("evaluations/announced/", announced.announced, name="announced_grades"),
    path("evaluations/compare/", compare.compare, name="evaluation_compare"),
    path("evaluations/<int:year>/", evaluation.evaluation, name="evaluation"),
    path("evaluations/<int:year>/annex/", annex.annex, name="evaluation_annex"),
    path("evaluations/<int:year>/scheme/", scheme_editor.scheme_editor, name="scheme_editor"),
    path("evaluations/<int:year>/<slug:code>/", evaluation.subject, name="subject"),
    path(
        "evaluations/<int:year>/<slug:code>/<slug:item>/",
        evaluation.point_sheet,
        name="point_sheet",
    ),
    path("documents/", documents.documents, name="documents"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("mandate/", mandate.mandate, name="mandate"),
    path("interface/", interface.interface, name="interface"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
DESK = [
    path("accounts/sign-in/", account.sign_in, name="sign_in"),
    path("accounts/sign-out/", account.sign_out, name="sign_out"),
    path("accounts/", account.account, name="account"),
    path("accounts/password/", account.password, name="password"),
    path("workspace/", workspace.workspace, name="workspace"),
    path("audit/", audit.audit, name="audit"),
]
DECLARED = [route for page in pages() for route in routes(page)]

urlpatterns: list[URLPattern | URLResolver] = [
    path("assets/vega-<str:release>.js", bundle.vega, name="vega"),
    path("api/", api_urls),
    *i18n_patterns(*PORTAL, *DESK, *_own_routes(), *DECLARED, prefix_default_language=False),
]
