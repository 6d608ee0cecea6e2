"""The trained classification: kept by digest, so that each suggestion says which one made it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import HeldFile
from zhiliang.core.models.signed import who


class LearnedModel(models.Model):
    """A model that was trained on confirmed cases; the last one is used."""

    file = models.ForeignKey(HeldFile, models.PROTECT, related_name="+", verbose_name=_("模型文件"))
    trained_at = models.DateTimeField(_("训练时间"))
    trained_by = who(_("训练人"))
    texts = models.PositiveIntegerField(_("训练文本数"))
    report = models.JSONField(_("混淆情况"), default=dict, blank=True)
    sample = models.BooleanField(_("含示例数据"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("分类模型")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.trained_at:%Y-%m-%d} {self.file.sha256[:12]}"
