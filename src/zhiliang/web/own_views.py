"""The views an app brings along: pages that are more than a list or a case."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings


@cache
def own_views() -> dict[str, ModuleType]:
    """Each app's `views` module by the app's short name, for the apps that have one."""
    apps = (*settings.SYSTEMS, *settings.EVALUATION)
    rooms = {app.rpartition(".")[2]: f"{app}.views" for app in apps}
    return {name: import_module(room) for name, room in rooms.items() if find_spec(room)}
