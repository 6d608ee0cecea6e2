"""Whether a record is real or made up."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Whether something is real; what is made up is marked wherever it is shown."""

    RECORDS = "records", _("记录")
    SAMPLE = "sample", _("示例")
