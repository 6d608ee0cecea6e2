"""The complaints that everybody may count, and read without persons where these agreed."""

from django.utils.translation import gettext_lazy as _

from zhiliang.systems.complaints.models.cases import Complaint


class PublishedComplaint(Complaint):
    """An ended complaint as it is published (order 121, article 38): nobody's name or words."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = _("公示的投诉")
