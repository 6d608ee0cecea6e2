"""Brings every system's declarations into the registries when the site starts."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

DECLARING_ROOMS = (
    *("flow", "policy", "indicators", "actions", "feeds", "pages", "handoffs", "work"),
)


class CoreConfig(AppConfig):
    """The shared nouns and the grammar of the verbs."""

    name = "zhiliang.core"
    label = "core"

    def ready(self) -> None:
        """Import core's own declarations, then the declaring rooms of every system."""
        for room in ("policies", "actions", "tick"):
            import_module(f"zhiliang.core.{room}")
        for config in apps.get_app_configs():
            if config.name.startswith(("zhiliang.systems.", "zhiliang.evaluation")):
                _declare(config)


def _declare(config: AppConfig) -> None:
    for room in DECLARING_ROOMS:
        if module_has_submodule(config.module, room):
            import_module(f"{config.name}.{room}")
