"""What steps about objections insist on."""

from django.utils.translation import gettext as _

from zhiliang.core.flow import FlowRefused
from zhiliang.systems.sampling.models import Objection


def insist_on_kind(objection: Objection, *kinds: str) -> None:
    """An objection of one of some kinds; FlowRefused for any other."""
    if objection.kind not in kinds:
        raise FlowRefused(
            _("这是“%(kind)s”，不能这样办理。") % {"kind": objection.get_kind_display()}
        )
