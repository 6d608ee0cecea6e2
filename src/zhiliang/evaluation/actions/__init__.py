"""Verbs of the evaluation: compute, publish and seal a year; take it through its cycle."""

from zhiliang.evaluation.actions.comparing import apply_discrepancies
from zhiliang.evaluation.actions.deciding import enter_decision, notify, score_cycle
from zhiliang.evaluation.actions.evaluating import evaluate
from zhiliang.evaluation.actions.filing import (
    accept_filing,
    file_targets,
    return_filing,
    submit_filing,
)
from zhiliang.evaluation.actions.many import assign_all, finish_reviews, finish_verifications
from zhiliang.evaluation.actions.marking import (
    mark,
    mark_rest_as_computed,
    return_self_evaluation,
    submit_self_evaluation,
)
from zhiliang.evaluation.actions.objecting import dismiss, raise_objection, uphold
from zhiliang.evaluation.actions.opening import open_cycle
from zhiliang.evaluation.actions.publishing import publish_year
from zhiliang.evaluation.actions.rectifying import close, order_rectification
from zhiliang.evaluation.actions.reviewing import (
    assign_reviewers,
    call_third,
    confirm_computed,
    finish_review,
    score_review,
)
from zhiliang.evaluation.actions.sealing import note_seal
from zhiliang.evaluation.actions.verifying import (
    announce_draw,
    confirm,
    differ,
    draw_checks,
    finish_verification,
    send_to_check,
)

__all__ = [
    "accept_filing",
    "announce_draw",
    "apply_discrepancies",
    "assign_all",
    "assign_reviewers",
    "call_third",
    "close",
    "confirm",
    "confirm_computed",
    "enter_decision",
    "differ",
    "dismiss",
    "draw_checks",
    "evaluate",
    "file_targets",
    "finish_review",
    "finish_reviews",
    "finish_verification",
    "finish_verifications",
    "mark",
    "mark_rest_as_computed",
    "note_seal",
    "notify",
    "open_cycle",
    "order_rectification",
    "publish_year",
    "raise_objection",
    "return_filing",
    "return_self_evaluation",
    "score_cycle",
    "score_review",
    "send_to_check",
    "submit_filing",
    "submit_self_evaluation",
    "uphold",
]
