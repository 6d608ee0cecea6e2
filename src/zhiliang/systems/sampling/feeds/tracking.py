"""The State's comparability tracking: batches tested and passed by product, place and round."""

from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError
from zhiliang.systems.sampling.feeds.cells import day, whole


def _parse(row: dict[str, str]) -> dict[str, Any]:
    tested, passed = whole(row, "tested"), whole(row, "passed")
    assert tested is not None and passed is not None
    if tested < 1 or passed > tested:
        raise FieldError("passed", row["passed"], _("合格批次须在 0 和检验批次之间。"))
    return {
        "product": row["product"],
        "place": row["place"],
        "round": row["round"],
        "tested_on": day(row, "tested_on"),
        "tested": tested,
        "passed": passed,
    }


tracking = Feed(
    "comparability-results",
    columns=(
        Column("product", required=True, aliases=("产品",)),
        Column("place", required=True, aliases=("行政区划代码",)),
        Column("round", required=True, aliases=("批次",)),
        Column("tested_on", required=True, aliases=("日期",)),
        Column("tested", required=True, aliases=("检验批次",)),
        Column("passed", required=True, aliases=("合格批次",)),
    ),
    parse=_parse,
    note_zh="国家可比性跟踪监督抽查中广东产品的结果，按产品、地区、批次；重报以后报的为准。",
    note_en="Results of the State's comparability tracking for Guangdong's products; a row filed "
    "anew supersedes.",
)
