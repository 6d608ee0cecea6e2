"""Routes of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, path

from zhiliang.web import bundle
from zhiliang.web.views import refused, styleguide

handler400 = refused.bad_request
handler403 = refused.not_allowed
handler404 = refused.not_found
handler500 = refused.failed

urlpatterns: list[URLPattern | URLResolver] = [
    path("assets/vega-<str:version>.js", bundle.vega, name="vega"),
    *i18n_patterns(
        *[
            path(n.replace("_", "-") + "/", styleguide.styleguide, name=n)
            for n in [
                "cockpit",
                "evaluations",
                "indicators",
                "documents",
                "mandate",
                "interface",
                "account",
                "sign_in",
                "sign_out",
                "returns",
                "environment",
            ]
        ],
        path("chapters/<key>/", styleguide.styleguide, name="chapter"),
        path("styleguide/", styleguide.styleguide, name="styleguide"),
        prefix_default_language=False,
    ),
]
