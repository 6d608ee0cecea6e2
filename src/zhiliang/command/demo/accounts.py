"""One made-up account for each role; the password is public, so it is for the demo alone."""

from dataclasses import dataclass

from zhiliang.core.actions import assign_role, create_organisation, create_person
from zhiliang.core.models import Assignment, Department, Organisation, Person, Place
from zhiliang.core.roles import Role

PASSWORD = "zhiliang-demo"
COMPANY = "示例电器有限公司"


@dataclass(frozen=True)
class Account:
    """Who signs in, as what, and for which place or department."""

    username: str
    role: Role
    display_name: str
    place: str = ""
    department: str = ""


ACCOUNTS = (
    Account("office", Role.OFFICE, "示例·领导小组办公室"),
    Account("province", Role.PROVINCIAL_OFFICER, "示例·省级工作人员"),
    Account(
        "department", Role.DEPARTMENT_OFFICER, "示例·住建厅", department="housing_construction"
    ),
    Account("city", Role.CITY_OFFICER, "示例·广州市工作人员", place="440100"),
    Account("enterprise", Role.ENTERPRISE, "示例·企业人员", place="440100"),
    Account("auditor", Role.AUDITOR, "示例·审计人员"),
    Account("admin", Role.ADMINISTRATOR, "示例·账号管理员"),
)


def create() -> int:
    """Make the accounts that are missing; return how many there are."""
    for account in ACCOUNTS:
        if not Person.objects.filter(username=account.username).exists():
            _create(account)
    return len(ACCOUNTS)


def table() -> str:
    """Return the accounts as lines for the terminal."""
    rows = [f"  {account.username:<12}{account.role.label}" for account in ACCOUNTS]
    head = f"演示账号 / Demo accounts（密码 password: {PASSWORD}）"
    return "\n".join([head, *rows])


def _create(account: Account) -> Assignment:
    person = create_person(
        by=None,
        username=account.username,
        password=PASSWORD,
        display_name=account.display_name,
    )
    place = Place.objects.filter(pk=account.place).first()
    works_for_a_company = account.role == Role.ENTERPRISE
    return assign_role(
        by=None,
        person=person,
        role=account.role,
        place=None if works_for_a_company else place,
        department=Department.objects.filter(pk=account.department).first(),
        organisation=_company(place) if works_for_a_company and place else None,
    )


def _company(place: Place) -> Organisation:
    known = Organisation.objects.filter(name=COMPANY, sample=True).first()
    return known or create_organisation(by=None, name=COMPANY, place=place, sample=True)
