"""What of supervision sampling goes to the lake: settled samples, post-processing, objections."""

from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table

SAMPLES = Table(
    "sampled_batch",
    columns=(
        ("number", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("product_class", "text"),
        ("key_product", "bool"),
        ("regime", "text"),
        ("level", "text"),
        ("purpose", "text"),
        ("programme", "text"),
        ("site", "text"),
        ("size", "text"),
        ("state", "text"),
        ("conclusion", "text"),
        ("failing", "text"),
        ("due_on", "date"),
        ("reported_on", "date"),
    ),
    key=("number",),
    period="",
    date="day",
)

samples = Projection(
    SAMPLES,
    model="sampling.SamplingCase",
    columns={
        "number": "number",
        "day": "sampled_on",
        "place": "place_id",
        "source": "source",
        "product_class": "product_class__code",
        "key_product": "product_class__key_product",
        "regime": "regime_key",
        "level": "level",
        "purpose": "purpose",
        "programme": "programme",
        "site": "site",
        "size": "size",
        "state": "state",
        "conclusion": "conclusion",
        "failing": "failing",
        "due_on": "due_on",
        "reported_on": "reported_on",
    },
    where={"sampled_on__isnull": False},
    partition="sampled_on",
)

RECTIFICATIONS = Table(
    "rectification",
    columns=(
        ("number", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("state", "text"),
        ("ordered_on", "date"),
        ("closed_on", "date"),
    ),
    key=("number",),
    period="",
    date="day",
)

rectifications = Projection(
    RECTIFICATIONS,
    model="sampling.Rectification",
    columns={
        "number": "case__number",
        "day": "inspect_by",
        "place": "place_id",
        "source": "source",
        "state": "state",
        "ordered_on": "ordered_on",
        "closed_on": "closed_at__date",
    },
    partition="inspect_by",
)

OBJECTIONS = Table(
    "sampling_objection",
    columns=(
        ("number", "text"),
        ("applicant", "int"),
        ("kind", "text"),
        ("day", "date"),
        ("place", "text"),
        ("source", "text"),
        ("state", "text"),
    ),
    key=("number", "applicant", "kind"),
    period="",
    date="day",
)

objections = Projection(
    OBJECTIONS,
    model="sampling.Objection",
    columns={
        "number": "case__number",
        "applicant": "organisation_id",
        "kind": "kind",
        "day": "decided_at__date",
        "place": "case__place_id",
        "source": "case__source",
        "state": "state",
    },
    where={"decided_at__isnull": False},
    partition="decided_at__date",
)

COMPARABILITY = Table(
    "comparability_result",
    columns=(
        ("product", "text"),
        ("place", "text"),
        ("round", "text"),
        ("day", "date"),
        ("source", "text"),
        ("tested", "int"),
        ("passed", "int"),
        ("reference", "text"),
        ("line", "int"),
    ),
    key=("product", "place", "round"),
    period="",
    date="day",
)

comparability = Projection(
    COMPARABILITY,
    model="sampling.ComparabilityResult",
    columns={
        "product": "product",
        "place": "place_id",
        "round": "round",
        "day": "tested_on",
        "source": "source",
        "tested": "tested",
        "passed": "passed",
        "reference": "reference",
        "line": "line",
    },
    where={"superseded_at__isnull": True},
    partition="tested_on",
)
