"""Who somebody is to the platform; the scope of a role lies in its Assignment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles at a scope; `PUBLIC` is everybody and is never assigned."""

    PUBLIC = "public", _("公众")
    ENTERPRISE = "enterprise", _("企业人员")
    SAMPLER = "sampler", _("抽样人员")
    LABORATORY = "laboratory", _("检验机构人员")
    CITY_OFFICER = "city_officer", _("市县工作人员")
    DEPARTMENT_OFFICER = "department_officer", _("部门工作人员")
    PROVINCIAL_OFFICER = "provincial_officer", _("省级工作人员")
    OFFICE = "office", _("领导小组办公室")
    AUDITOR = "auditor", _("审计人员")
    ADMINISTRATOR = "administrator", _("账号管理员")
