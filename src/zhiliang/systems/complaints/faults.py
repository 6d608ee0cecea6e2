"""What is wrong with a submission, by field, before it is taken in: form and verbs ask the same."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.systems.traceability.answers import made_on

COMPLAINT, TIP_OFF = "complaint", "tip_off"
Fault = tuple[str, str]
"""The field and what is wrong with it."""


def faults_in(said: Mapping[str, Any], wants: Collection[str], today: date) -> Iterator[Fault]:
    """Everything that keeps it from being taken in; `said` are the fields of a Submission."""
    if not wants or set(wants) - {COMPLAINT, TIP_OFF}:
        yield "wants", _("请选择投诉、举报，或者两者。")
    for name in ("title", "text"):
        if not _given(said, name):
            yield name, _("请填写，承办人要据此办理。")
    if COMPLAINT in wants:
        yield from _missing_of_complaint(said)
    yield from _wrong_days(said, today)


def _given(said: Mapping[str, Any], name: str) -> bool:
    return bool(str(said.get(name) or "").strip())


def _missing_of_complaint(said: Mapping[str, Any]) -> Iterator[Fault]:
    if said.get("anonymous"):
        yield "anonymous", _("投诉须实名（第十条）；只有举报可以匿名。")
    for name in ("name", "phone", "address"):
        if not _given(said, name):
            yield name, _("投诉应当提供真实的姓名、电话和通讯地址（第十条）。")
    if not (said.get("firm") or _given(said, "firm_name")):
        yield "firm_name", _("请写明被投诉人的名称（第十条）。")
    if not _given(said, "demand"):
        yield "demand", _("请写明具体的投诉请求（第十条）。")


def _wrong_days(said: Mapping[str, Any], today: date) -> Iterator[Fault]:
    bought = said.get("bought_on")
    if bought is None:
        return
    if bought > today:
        yield "bought_on", _("购买日期在将来，请核对。")
    made = made_on(str(said.get("code") or ""))
    if made and bought < made:
        told = {"bought": bought.isoformat(), "made": made.isoformat()}
        yield (
            "bought_on",
            _("购买日期 %(bought)s 早于该批次的生产日期 %(made)s，请核对日期或者追溯码。") % told,
        )
