"""Foreign recalls as clues: the columns of openFDA's enforcement reports.

Field names as in openFDA's `recall_schema.json` (FDA/openfda, CC0): recall_number, report_date,
recalling_firm, product_description, code_info, reason_for_recall, classification, country.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError

CLASSES = {"class i", "class ii", "class iii", ""}


def _recall(row: dict[str, str]) -> dict[str, Any]:
    if row["classification"].casefold() not in CLASSES:
        raise FieldError(
            "classification", row["classification"], _("须为 Class I、Class II 或 Class III。")
        )
    published = _day(row["report_date"])
    parts = (
        row["reason_for_recall"],
        f"{row['classification']} {published.isoformat() if published else ''}".strip(),
        row["distribution_pattern"],
    )
    return {
        "reference": row["recall_number"][:160],
        "product": row["product_description"][:200],
        "batches": row["code_info"][:1000],
        "firm": row["recalling_firm"][:200],
        "finding": "\n".join(part for part in parts if part)[:4000],
    }


def _day(text: str) -> date | None:
    """20120613, 2012-06-13 or 06/13/2012; None for an empty cell."""
    if not text:
        return None
    plain = text.replace("-", "")
    if text.count("/") == 2:
        month, day, year = text.split("/")
        plain = f"{year}{month:>02}{day:>02}"
    try:
        return date.fromisoformat(f"{plain[:4]}-{plain[4:6]}-{plain[6:]}")
    except ValueError:
        raise FieldError("report_date", text, _("日期写作 2026-11-26。")) from None


foreign_recalls = Feed(
    "foreign-recalls",
    columns=(
        Column("recall_number", required=True, aliases=("RecallNumber",)),
        Column(
            "product_description", required=True, aliases=("product-description", "Description")
        ),
        Column("recalling_firm", aliases=("recalling-firm",)),
        Column("code_info", aliases=("code-info",)),
        Column("reason_for_recall", required=True, aliases=("reason-for-recall", "Hazards")),
        Column("classification"),
        Column("distribution_pattern", aliases=("distribution-pattern",)),
        Column("report_date", aliases=("report-date", "RecallDate")),
    ),
    parse=_recall,
    note_zh="境外召回：列名同 openFDA 召回报告；每条成为一条待筛查的线索，已有的编号不再登记。",
    note_en="Foreign recalls with the columns of openFDA's enforcement reports; each becomes a "
    "clue to be screened, a number that is known is left alone.",
)
