"""Accounts and roles as pages: for the administrator, who sees no business data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiliang.core.actions import (
    assign_role,
    create_person,
    deactivate_person,
    end_assignment,
    erase_person,
    set_password,
)
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Assignment, Department, Organisation, Person, Place
from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.roles import Role
from zhiliang.web.account_events import subject_of_person


class PersonForm(forms.Form):
    """A new account."""

    username = forms.CharField(label=_("用户名"), max_length=150)
    display_name = forms.CharField(label=_("姓名"), max_length=80)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    password = forms.CharField(
        label=_("初始密码"),
        required=False,
        strip=False,
        help_text=_("不填则暂时不能登录。至少八位，不能全是数字，不能是常用密码。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class PasswordForm(forms.Form):
    """A new password for somebody who forgot theirs."""

    password = forms.CharField(
        label=_("新密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class RoleForm(forms.Form):
    """A role at a scope, for a time."""

    role = forms.ChoiceField(
        label=_("角色"), choices=[(r.value, r.label) for r in Role if r != Role.PUBLIC]
    )
    place = forms.ModelChoiceField(
        Place.objects.all(),
        label=_("地区"),
        required=False,
        help_text=_("市县工作人员必填；范围包括下辖区县。"),
    )
    department = forms.ModelChoiceField(
        Department.objects.all(), label=_("部门"), required=False, help_text=_("部门工作人员必填。")
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("组织"), required=False, help_text=_("企业人员必填。")
    )
    valid_from = forms.DateField(
        label=_("自"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    valid_to = forms.DateField(
        label=_("至"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


def _assign(person: Person, *, by: Person, role: str, **scope: Any) -> Person:
    assign_role(by=by, person=person, role=Role(role), **scope)
    return person


def _create(*, by: Person, **data: Any) -> Person:
    return create_person(by=by, **data)


def _reset(person: Person, *, by: Person, password: str) -> Person:
    if person.pk == by.pk:
        # a borrowed session must not be enough: there the old password is asked for
        raise ClerkError(str(_("自己的密码请在“我的账号”里修改。")))
    return set_password(by=by, person=person, password=password)


def _deactivate(person: Person, *, by: Person) -> Person:
    return deactivate_person(by=by, person=person)


def _erase(person: Person, *, by: Person) -> Person:
    return erase_person(by=by, person=person)


def _end(assignment: Assignment, *, by: Person) -> Assignment:
    return end_assignment(by=by, assignment=assignment)


people = register(
    Page(
        "people",
        "core.Person",
        _("账号"),
        lead=_("账号管理员安排账号、角色和范围，看不到业务数据，也改不了日志。"),
        columns=(
            Column("username", _("用户名")),
            # encrypted: it can be shown, not sorted or searched
            Column("display_name", _("姓名"), order=None),
            Column("is_active", _("在用"), "flag"),
            Column("last_login", _("最近登录"), "moment"),
        ),
        filters=(Filter("username", _("用户名"), "contains"),),
        sections=(
            Section(
                _("账号"),
                (
                    Column("username", _("用户名")),
                    Column("display_name", _("姓名")),
                    Column("email", _("电子邮箱")),
                    Column("is_active", _("在用"), "flag"),
                    Column("pseudonym", _("日志里的化名")),
                ),
            ),
        ),
        order=("username",),
        subject=subject_of_person,
        roles=(Role.ADMINISTRATOR,),
        begin=Act("core.person.create", _create, PersonForm, label=_("新建账号")),
        acts=(
            Act("core.assignment.begin", _assign, RoleForm, label=_("安排角色")),
            Act("core.person.set_password", _reset, PasswordForm, label=_("重设密码")),
            Act("core.person.deactivate", _deactivate, label=_("停用账号"), danger=True),
            Act("core.person.erase", _erase, label=_("抹去个人信息"), danger=True),
        ),
    )
)

assignments = register(
    Page(
        "assignments",
        "core.Assignment",
        _("任职"),
        columns=(
            Column("person", _("人员"), order="person__username"),
            Column("get_role_display", _("角色"), order="role"),
            Column("place", _("地区"), order="place_id"),
            Column("department", _("部门"), order="department_id"),
            Column("organisation", _("组织"), order="organisation_id"),
            Column("valid_from", _("自"), "date"),
            Column("valid_to", _("至"), "date"),
        ),
        filters=(
            Filter("role", _("角色")),
            Filter("person", _("用户名"), "contains", path="person__username"),
        ),
        sections=(
            Section(
                _("任职"),
                (
                    Column("person", _("人员")),
                    Column("get_role_display", _("角色")),
                    Column("place", _("地区")),
                    Column("department", _("部门")),
                    Column("organisation", _("组织")),
                    Column("valid_from", _("自"), "date"),
                    Column("valid_to", _("至"), "date"),
                ),
            ),
        ),
        order=("-valid_from", "person"),
        roles=(Role.ADMINISTRATOR,),
        related=("person", "place", "department", "organisation"),
        acts=(Act("core.assignment.end", _end, label=_("结束任职"), danger=True),),
    )
)
