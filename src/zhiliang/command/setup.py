"""Set up an office: reference data and the first account administrator."""

import argparse
import getpass
import os

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.command import emit
from zhiliang.core.actions import assign_role, create_person, load_reference
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Person
from zhiliang.core.roles import Role

help = "建立办公室：基础数据和首位账号管理员 / set up an office"

PASSWORD = "ZHILIANG_PASSWORD"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--administrator NAME; the password is asked for, or read from ZHILIANG_PASSWORD."""
    parser.add_argument(
        "--administrator",
        required=True,
        metavar="NAME",
        help="首位账号管理员的用户名 / user name of the first administrator",
    )


def run(options: argparse.Namespace) -> int:
    """Load reference data and open the account; an existing account is refused, not changed."""
    name = options.administrator
    if Person.objects.filter(username=name).exists():
        raise ClerkError(
            _("已有用户“%(name)s”。") % {"name": name}, _("请换一个用户名，或由管理员修改口令。")
        )
    password = _password()
    with transaction.atomic():
        loaded = load_reference(by=None)
        person = create_person(by=None, username=name, password=password, display_name=name)
        assign_role(by=None, person=person, role=Role.ADMINISTRATOR)
    rows = sum(one.rows for one in loaded.values())
    if options.json:
        emit({"administrator": name, "reference_rows": rows})
    else:
        print(
            _("已载入 %(rows)s 行基础数据，已开设管理员“%(name)s”。") % {"rows": rows, "name": name}
        )
    return 0


def _password() -> str:
    password = os.environ.get(PASSWORD) or getpass.getpass(_("口令："))
    try:
        validate_password(password)
    except ValidationError as fault:
        raise ClerkError("".join(fault.messages), _("请换一个更强的口令。")) from None
    return password
