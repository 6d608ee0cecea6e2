"""Every row of every table, to see whether a walk through the site changed any."""

from django.apps import apps

from zhiliang.systems.risk.models import Subscription

# what moves by itself or because somebody was refused
UNTOLD = {"event", "eventhead", "session", "tick"}
# what everybody with an account keeps for themselves, and sees alone
OWN = (Subscription,)


def everything_kept(*, but=(), own_of=None):
    """Every row of every table of ours, but for what a person keeps for themselves."""
    rows = {
        model: model.objects.exclude(person=own_of) if model in OWN else model.objects.all()
        for model in apps.get_models()
        if model._meta.model_name not in UNTOLD and model not in but
    }
    return {
        model._meta.label_lower: sorted(map(repr, kept.values_list()))
        for model, kept in rows.items()
    }
