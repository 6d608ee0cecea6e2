"""Outlets, what their permits allow, and what the sources note about their instruments."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.models import DeviceNote, Outlet, Permit
from zhiliang.systems.environment.pages import forms
from zhiliang.systems.environment.pages.choices import source_choices

PARTIES = (
    *(Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE),
    *(Role.ENTERPRISE, Role.AUDITOR),
)


OFFICERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE)


def _register(*, by: Any, place: str, **data: Any) -> Outlet:
    return actions.register_outlet(by=by, place_id=place, **data)


def _permit(outlet: Outlet, *, by: Any, **data: Any) -> None:
    actions.record_permit(outlet, by=by, **data)


def _note(outlet: Outlet, *, by: Any, **data: Any) -> None:
    actions.note_standstill(outlet, by=by, **data)


def _own_place(case: None, person: Any) -> Mapping[str, Any]:
    """A city's officer registers outlets of the own city."""
    return {"place": forms.home_of(person)}


def _note_name(note: DeviceNote) -> str:
    return f"{note.outlet} {note.get_kind_display()}"


def _unaccepted(note: DeviceNote) -> bool:
    return not note.accepted


def _of_the_place(outlet: Outlet, person: Any) -> bool:
    """Officers of the place and of the province read who entered what; the public does not."""
    return any(scopes(person, role).covers(outlet) for role in OFFICERS)


def _of_the_outlet(permit: Permit, person: Any) -> bool:
    return _of_the_place(permit.outlet, person)


outlets = register(
    Page(
        key="environment/outlets",
        model="environment.Outlet",
        title=_("排放口"),
        lead=_("按 HJ 212 联网的废水、废气排放口：谁在排、许可多少、从哪天起联网。"),
        columns=(
            Column("code", _("排放口编号")),
            Column("name", _("名称"), order="name_zh"),
            Column("owner_name", _("排污单位"), order=None),
            Column("place", _("地区"), order="place_id"),
            Column("get_kind_display", _("类别"), order="kind"),
            Column("active_from", _("联网日期"), "date"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("kind", _("类别")),
            Filter("source", _("来源"), choices=source_choices),
            Filter("code", _("排放口编号"), "contains"),
        ),
        sections=(
            Section(
                _("排放口"),
                (
                    Column("code", _("排放口编号")),
                    Column("owner_name", _("排污单位")),
                    Column("place", _("地区")),
                    Column("kind", _("类别")),
                    Column("version", _("传输标准版本")),
                    Column("active_from", _("联网日期"), "date"),
                    Column("active_to", _("停用日期"), "date"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        acts=(
            Act("permit", _permit, forms.PermitForm, label=_("登记排污许可")),
            Act("note", _note, forms.NoteForm, label=_("填报校准、故障或停运")),
        ),
        begin=Act("register", _register, forms.OutletForm, _own_place, _("登记排放口")),
        order=("code",),
        chapter="environment",
        audience="public",
        public=("code", "name_zh", "place_id", "kind", "owner_name", "active_from", "active_to"),
        related=("place", "organisation", "plant"),
        names=_of_the_place,
        prefetch=("place__names",),
    )
)

permits = register(
    Page(
        key="environment/permits",
        model="environment.Permit",
        title=_("排污许可"),
        lead=_("每个排放口按日期生效的许可和各因子限值；曲线和日判定都用当日有效的许可。"),
        columns=(
            Column("number", _("许可证编号")),
            Column("outlet", _("排放口"), order="outlet__code"),
            Column("outlet.place", _("地区"), order="outlet__place_id"),
            Column("valid_from", _("生效日期"), "date"),
            Column("valid_to", _("失效日期"), "date"),
        ),
        filters=(
            Filter("place", _("地区"), "place", "outlet__place", city_choices),
            Filter("number", _("许可证编号"), "contains"),
        ),
        sections=(
            Section(
                _("许可"),
                (
                    Column("number", _("许可证编号")),
                    Column("outlet", _("排放口")),
                    Column("valid_from", _("生效日期"), "date"),
                    Column("valid_to", _("失效日期"), "date"),
                    Column("recorded_at", _("登记时间"), "moment"),
                ),
            ),
        ),
        order=("outlet__code", "-valid_from"),
        chapter="environment",
        audience="public",
        public=("outlet.code", "number", "valid_from", "valid_to"),
        related=("outlet", "outlet__place"),
        names=_of_the_outlet,
        prefetch=("outlet__place__names",),
        verbs=(("environment.permit.record", _("登记排污许可")),),
    )
)

notes = register(
    Page(
        key="environment/notes",
        model="environment.DeviceNote",
        title=_("校准与停运说明"),
        lead=_(
            "排污单位自己填报的校准、维护、故障和停运时段；次日中午以后补报的，经主管人员认可才计入判定。"
        ),
        columns=(
            Column("outlet", _("排放口"), order="outlet__code"),
            Column("get_kind_display", _("类别"), order="kind"),
            Column("starts_at", _("起"), "moment"),
            Column("ends_at", _("止"), "moment"),
            Column("reason", _("说明"), order=None),
            Column("filed_at", _("填报时间"), "moment"),
            Column("accepted_at", _("认可时间"), "moment"),
        ),
        filters=(
            Filter("kind", _("类别")),
            Filter("place", _("地区"), "place", "outlet__place", city_choices),
            Filter("outlet", _("排放口编号"), "contains", path="outlet__code"),
        ),
        sections=(
            Section(
                _("说明"),
                (
                    Column("outlet", _("排放口")),
                    Column("kind", _("类别")),
                    Column("starts_at", _("起"), "moment"),
                    Column("ends_at", _("止"), "moment"),
                    Column("reason", _("说明"), "long"),
                    Column("filed_at", _("填报时间"), "moment"),
                    Column("filed_by", _("填报人")),
                    Column("accepted_at", _("认可时间"), "moment"),
                    Column("accepted_by", _("认可人")),
                ),
            ),
        ),
        acts=(Act("accept", actions.accept_note, label=_("认可"), when=_unaccepted),),
        order=("-starts_at",),
        name=_note_name,
        chapter="environment",
        roles=PARTIES,
        related=("outlet", "filed_by", "accepted_by"),
        verbs=(
            ("environment.outlet.note", _("填报校准、故障或停运")),
            ("environment.outlet.accept_note", _("认可")),
        ),
    )
)
