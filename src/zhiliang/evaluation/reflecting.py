"""Does a computed version hold everything that people have established by now?"""

from zhiliang.evaluation.models import Adjustment, Cycle, Evaluation
from zhiliang.evaluation.models.exact import exact
from zhiliang.evaluation.words import plain


def reflects(evaluation: Evaluation, cycle: Cycle) -> bool:
    """Whether the version's judged items are those in force, with the same points and origin."""
    rows = Adjustment.objects.filter(case__cycle=cycle, superseded_at=None)
    in_force = {
        (row.subject, row.item): (plain(exact(row.points_e6)), row.reference) for row in rows
    }
    counted = {
        (subject["code"], item["key"]): (item["earned"], item["established"]["reference"])
        for subject in evaluation.results["subjects"]
        for item in subject["items"]
        if "established" in item
    }
    return in_force == counted
