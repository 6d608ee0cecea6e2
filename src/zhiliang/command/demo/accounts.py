"""One made-up account for each role; the password is public, so it is for the demo alone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhiliang.core.models import Organisation, Place

PASSWORD = "zhiliang-demo"
COMPANIES = {
    "enterprise": "示例电器有限公司",
    "sampler": "示例抽样服务中心",
    "laboratory": "示例产品质量检验院",
}


@dataclass(frozen=True)
class Account:
    """Who signs in, as what, and for which place or department."""

    role: str
    title: str
    place: str = ""
    department: str = ""

    @property
    def username(self) -> str:
        """The role's first word: what is easiest to remember."""
        return self.role.partition("_")[0]


ACCOUNTS = (
    Account("office", "领导小组办公室 leading group's office"),
    Account("provincial_officer", "省级工作人员 provincial officer"),
    Account("department_officer", "住建厅 department officer", department="housing_construction"),
    Account("city_officer", "广州市 city officer", place="440100"),
    Account("enterprise", "企业 enterprise", place="440100"),
    Account("sampler", "抽样人员 sampler", place="440100"),
    Account("laboratory", "检验机构 laboratory", place="440100"),
    Account("auditor", "审计人员 auditor"),
    Account("administrator", "账号管理员 account administrator"),
)


def table() -> str:
    """Return the accounts as lines for the terminal."""
    rows = [f"  {account.username:<16}{account.title}" for account in ACCOUNTS]
    head = f"演示账号 / Demo accounts（密码 password: {PASSWORD}）"
    return "\n".join([head, *rows])


def create() -> int:
    """Make the accounts that are missing; return how many there are."""
    from zhiliang.core.models import Person

    for account in ACCOUNTS:
        if not Person.objects.filter(username=account.username).exists():
            _create(account)
    return len(ACCOUNTS)


def _create(account: Account) -> None:
    from zhiliang.core.actions import assign_role, create_person
    from zhiliang.core.models import Department, Place
    from zhiliang.core.roles import Role

    role = Role(account.role)
    name = f"示例·{account.title.partition(' ')[0]}"
    person = create_person(by=None, username=account.username, password=PASSWORD, display_name=name)
    place = Place.objects.filter(pk=account.place).first()
    company = COMPANIES.get(account.role)
    assign_role(
        by=None,
        person=person,
        role=role,
        place=None if company else place,
        department=Department.objects.filter(pk=account.department).first(),
        organisation=_company(company, place) if company and place else None,
    )


def _company(name: str, place: "Place") -> "Organisation":
    from zhiliang.core.actions import create_organisation
    from zhiliang.core.models import Organisation

    known = Organisation.objects.filter(name=name, sample=True).first()
    return known or create_organisation(by=None, name=name, place=place, sample=True)
