"""Cases: one subject's way through a year's cycle."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.evaluation import actions
from zhiliang.evaluation.pages import forms

KINDS = (("city", _("地级以上市")), ("district", _("县（市、区）")), ("department", _("部门")))


def kinds() -> tuple[tuple[str, Any], ...]:
    """Kinds of subjects with their names."""
    return KINDS


cases = register(
    Page(
        key="cases",
        model="evaluation.Case",
        title=_("考核案卷"),
        lead=_("每个市、每个部门一年一卷：备案、自评、文审、核查、评分、审定、通报、整改。"),
        columns=(
            Column("owner", _("被评价对象"), order="subject"),
            Column("year", _("年度"), "number", order="cycle__year"),
            Column("state", _("状态"), "state"),
            Column("filed_at", _("备案提交时间"), "moment"),
            Column("evaluated_at", _("自评提交时间"), "moment"),
            Column("verified_at", _("核查完成时间"), "moment"),
            Column("notified_at", _("通报时间"), "moment"),
        ),
        filters=(
            Filter("state", _("状态")),
            Filter("kind", _("类别"), choices=kinds),
            Filter("year", _("年度"), "exact", path="cycle__year"),
        ),
        sections=(
            Section(
                _("经手"),
                (
                    Column("reason", _("退回理由"), "long"),
                    Column("filed_by", _("备案提交人")),
                    Column("accepted_by", _("备案审定人")),
                    Column("evaluated_by", _("自评提交人")),
                    Column("objection_until", _("异议截止（配置）"), "date"),
                ),
            ),
        ),
        acts=(
            Act("file_targets", actions.file_targets, forms.TargetsForm, forms.of_targets),
            Act("submit_filing", actions.submit_filing),
            Act("accept_filing", actions.accept_filing, forms.NoteForm),
            Act("return_filing", actions.return_filing, forms.ReasonForm, danger=True),
            Act("mark", actions.mark, forms.MarkForm, forms.of_case),
            Act("mark_rest", actions.mark_rest_as_computed),
            Act("submit_self_evaluation", actions.submit_self_evaluation),
            Act("assign_reviewers", actions.assign_reviewers, forms.AssignForm, forms.of_case),
            Act("call_third", actions.call_third, forms.ReviewerForm, forms.of_case),
            Act("finish_review", actions.finish_review),
            Act(
                "return_self_evaluation",
                actions.return_self_evaluation,
                forms.ReasonForm,
                danger=True,
            ),
            Act("finish_verification", actions.finish_verification),
            Act(
                "order_rectification", actions.order_rectification, forms.RectifyForm, forms.of_case
            ),
            Act("close", actions.close),
        ),
        flow="evaluation.case",
        order=("-cycle__year", "kind", "subject"),
        chapter="safeguards",
        verbs=(("order", _("下达一项整改")),),
        related=("cycle", "place", "department", "filed_by", "accepted_by", "evaluated_by"),
    )
)
