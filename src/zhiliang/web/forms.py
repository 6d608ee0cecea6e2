"""Forms of the site's own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ObjectionForm(forms.Form):
    """Why a point should not have been lost."""

    ground = forms.CharField(
        label=_("异议理由"),
        help_text=_("写明哪条记录、哪个数值不对，依据是什么。"),
        max_length=4000,
        widget=forms.Textarea,
    )
