"""Every address of the site, with every key that exists, asked for in every form it comes in."""

import io
import zipfile
from html import unescape

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

from tests.security.world import GUANGZHOU, HOUSING, ITEM, SHENZHEN, YEAR
from zhiliang.core.models import Document, HeldFile
from zhiliang.core.pages import pages
from zhiliang.evaluation.models import Drawing
from zhiliang.systems.complaints.documents import KINDS
from zhiliang.systems.complaints.models import Complaint, Submission, TipOff
from zhiliang.systems.coordination.models import Task
from zhiliang.systems.environment.models import Exceedance, Outlet
from zhiliang.systems.environment.sensorthings.kinds import PLURALS
from zhiliang.systems.recalls.models import AnnouncedRecall, Consignee, Recall
from zhiliang.systems.returns.models import Figure
from zhiliang.systems.returns.tests.tables import MARKET
from zhiliang.systems.risk.documents import KINDS as OF_RISK
from zhiliang.systems.risk.models import (
    AnnouncedWarning,
    Assessment,
    Incident,
    PublicWarning,
    Signal,
    Subscription,
)
from zhiliang.systems.risk.views.papers import CASES
from zhiliang.systems.sampling.models import (
    DeliveryReceipt,
    Objection,
    RetestDraw,
    SamplingCase,
    SamplingPlan,
)
from zhiliang.systems.traceability.models import InterfaceKey

CODES = (GUANGZHOU, SHENZHEN, HOUSING)
KEYS = {
    "chapter": ("goals",),
    "target": ("market_sampling_pass_rate",),
    "indicator": (MARKET,),
    "place": (GUANGZHOU,),
}
MODELS = {
    "document": Document,
    "draw_record": Drawing,
    "followup_evidence": Task,
    "followup_order": Task,
    "traceability_revoke_key": InterfaceKey,
    "environment_trace": Outlet,
    "environment_readings": Outlet,
    "environment_case_trace": Exceedance,
    "exceedance_evidence": Exceedance,
    "sampling_sign": DeliveryReceipt,
    "sampling_dispute": Objection,
    "sampling_objection_form_pdf": Objection,
    "sampling_objection_form_docx": Objection,
    "sampling_retest_document": RetestDraw,
    "sampling_plan_form_pdf": SamplingPlan,
    "sampling_plan_form_docx": SamplingPlan,
    **dict.fromkeys(
        (
            *("recalls_room", "recalls_scope", "recalls_knowledge", "recalls_evidence"),
            *("recalls_paper_pdf", "recalls_paper_docx", "recalls_issue"),
        ),
        Recall,
    ),
    **dict.fromkeys(("recalls_notice_pdf", "recalls_notice_docx"), Consignee),
    **dict.fromkeys(("recalls_bulletin_pdf", "recalls_bulletin_docx"), AnnouncedRecall),
    **dict.fromkeys(("risk_announced_pdf", "risk_announced_docx"), AnnouncedWarning),
    **dict.fromkeys(("risk_poster", "risk_announced"), AnnouncedWarning),
    "risk_unsubscribe": Subscription,
    "risk_signal": Signal,
    "risk_assessment": Assessment,
    "risk_warning": PublicWarning,
    "risk_incident": Incident,
    **dict.fromkeys(
        (
            *("sampling_papers", "sampling_photo", "sampling_report", "sampling_evidence"),
            *("sampling_case_forms", "sampling_case_form_pdf", "sampling_case_form_docx"),
            *("sampling_issue_form", "sampling_phone_check", "sampling_sheet", "sampling_leave"),
            "sampling_object",
        ),
        SamplingCase,
    ),
}
OF_THE_INTERFACE = {
    "rest": "nowhere",
    "key": "00000000-0000-4000-8000-000000000000",
    **dict.fromkeys(("event_id", "value", "name", "token"), "x"),
}
ENVIRONMENT = ("board", "calendar", "episodes", "quality", "ledger")
RISK_PAPERS = tuple(OF_RISK)
FORMS = ("?format=csv", "?format=xlsx")
HTMX = {"HX-Request": "true", "HX-Target": "list"}


def routes(resolver=None):
    """Named routes outside the API: (name, names of the keys in the address)."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.name, _keys_of(entry.pattern)
        elif isinstance(entry, URLResolver) and entry.namespace != "api-1":
            yield from routes(entry)


def _keys_of(pattern):
    if isinstance(pattern, RegexPattern):
        return tuple(pattern.regex.groupindex)
    return tuple(pattern.converters)


def addresses():
    """Every address there is now, but for the chart script, which takes seconds to make."""
    for name, keys in routes():
        if name == "vega":
            continue
        for values in _values(name, keys):
            yield reverse(name, kwargs=dict(zip(keys, values, strict=True)))


def downloads():
    """Lists, which also come as CSV and XLSX and as a fragment for htmx."""
    lists = [reverse(f"{page.key}-list") for page in pages()]
    lists += [reverse("audit"), reverse("followup_desk")]
    lists += [reverse(f"environment_{name}") for name in ENVIRONMENT]
    lists.append(reverse("evaluation", kwargs={"year": YEAR}))
    return [*lists, *(reverse("subject", kwargs={"year": YEAR, "code": code}) for code in CODES)]


def _values(name, keys):
    if not keys:
        return [()]
    if set(keys) >= {"kind", "pk", "key"} and name.startswith("complaints_"):
        return _in_order(keys, _papers_of_complaints())
    if "noun" in keys:
        return _in_order(keys, _papers_of_risk())
    rows = [()]
    for key in keys:
        rows = [(*row, value) for row in rows for value in _candidates(name, key)]
    return rows


def _in_order(keys, rows):
    return [tuple(row[key] for key in keys) for row in rows]


def _papers_of_complaints():
    """Every paper of every case, and one of the other kind of case."""
    for kind, model in (("complaint", Complaint), ("tip-off", TipOff)):
        own = [key for key, paper in KINDS.items() if paper.of is model]
        foreign = next(key for key, paper in KINDS.items() if paper.of is not model)
        for pk in model.objects.values_list("pk", flat=True):
            yield from ({"kind": kind, "pk": pk, "key": key} for key in (*own, foreign))


def _papers_of_risk():
    """Every paper of one case of each noun, one paper of the others, and a noun there isn't."""
    yield {"noun": "nowhere", "pk": 1, "kind": RISK_PAPERS[0]}
    for noun, model in CASES.items():
        for place, pk in enumerate(model.objects.values_list("pk", flat=True)):
            asked = RISK_PAPERS[:1] if place else RISK_PAPERS
            yield from ({"noun": noun, "pk": pk, "kind": kind} for kind in asked)


def _candidates(name, key):
    if name.startswith("epcis"):
        return (OF_THE_INTERFACE[key],)
    if name.startswith(("complaints_", "open311_")) and (found := _of_complaints(key)):
        return found
    page = next((page for page in pages() if name.startswith(f"{page.key}-")), None)
    if key == "pk" and page and name != "returns-evidence":
        return page.model_class.objects.values_list("pk", flat=True)
    if key == "pk":
        model = MODELS.get(name, Figure)
        return model.objects.values_list("pk", flat=True)
    if key == "verb":
        return [act.verb for act in page.acts]
    if name == "scan":
        return ("06901234500004", "06901234500004/10/X/21/7")
    if name == "risk_cap":
        return PublicWarning.objects.values_list("number", flat=True)
    if key in ("code", "key"):
        return KEYS.get(name, CODES)
    return {
        "year": (YEAR,),
        "item": (ITEM,),
        "version": ("1",),
        "form": ("csv", "parquet"),
        "day": ("2015-08-03",),
        "kind": (
            *("sampling_sheet", "bulletin", "acceptance", "retest_task"),
            *("recall_bulletin", "plan_form"),
        ),
        "number": SamplingCase.objects.values_list("number", flat=True),
        "which": ("before", "after"),
        "sha256": HeldFile.objects.values_list("sha256", flat=True),
    }[key]


def _of_complaints(key):
    """Cases of both kinds with every paper; requests of Open311 in both formats."""
    numbers = Submission.objects.values_list("number", flat=True)
    return {
        "kind": ("complaint", "tip-off"),
        "key": tuple(KINDS),
        "pk": {
            *Complaint.objects.values_list("pk", flat=True),
            *TipOff.objects.values_list("pk", flat=True),
        },
        "form": ("json", "xml"),
        "code": ("tip_off", "environment"),
        "number": tuple(numbers),
        "token": ("x",),
    }.get(key)


def api_addresses():
    """Every question the API answers."""
    fixed = ("openapi.json", "mandate", "indicators", "places", "evaluations", "targets")
    found = [f"/api/{path}" for path in (*fixed, "documents", "data")]
    found += [f"/api/indicators/{MARKET}", f"/api/indicators/{MARKET}/values?period=2015"]
    found += [f"/api/evaluations/{YEAR}", *(f"/api/evaluations/{YEAR}/{code}" for code in CODES)]
    found += [f"/api/data/{name}.csv" for name in ("figure", "place", "environment-air")]
    found += ["/api/readings", "/api/readings/2061/2015-07.csv", "/api/readings/files/x.parquet"]
    found += [f"/api/sensorthings/v1.1{path}" for path in ("", *(f"/{name}" for name in PLURALS))]
    return found


def content_of(response):
    """All text of an answer; of a workbook, its parts unpacked."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if not body.startswith(b"PK\x03\x04"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        # a workbook spells Chinese as numbers
        return "\n".join(
            unescape(archive.read(name).decode("utf-8", "replace")) for name in archive.namelist()
        )


def everything(client):
    """(address, answer, text) of every address as this client sees it."""
    asked = [(url, {}) for url in (*addresses(), *api_addresses())]
    asked += [(url + form, {}) for url in downloads() for form in FORMS]
    asked += [(url, HTMX) for url in downloads()]
    for url, headers in asked:
        response = client.get(url, headers=headers)
        yield url, response, content_of(response)
