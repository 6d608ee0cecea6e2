"""Documents the platform issued and files it was given as evidence; both known by digest."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """An issued document; the file lies at `path` below the documents folder.

    A document about one subject (a place or a department) may be for that subject and the office
    alone; others may be for the office alone. One that belongs to a case is opened from that case
    and by who may read it there; no list of documents shows it.
    """

    class Audience(models.TextChoices):
        PUBLIC = "public", _("公开")
        SUBJECT = "subject", _("本单位和办公室")
        OFFICE = "office", _("办公室")
        CASE = "case", _("本案办理人员")

    kind = models.SlugField(_("种类"), max_length=40)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    title = models.CharField(_("标题"), max_length=200)
    year = models.PositiveSmallIntegerField(_("年度"))
    language = models.CharField(_("语言"), max_length=10, default="zh-hans")
    path = models.CharField(_("文件"), max_length=300, unique=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    audience = models.CharField(
        _("阅知范围"), max_length=8, choices=Audience.choices, default=Audience.PUBLIC
    )
    subject = models.CharField(_("对象"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("生成时间"))
    event_number = models.PositiveBigIntegerField(_("事件序号"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("公文")
        ordering = ("-year", "kind", "-created_at")

    def __str__(self) -> str:
        return self.title


class HeldFile(models.Model):
    """A file kept once under its digest, whoever hands it in and however it is called."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    name = models.CharField(_("文件名"), max_length=200)
    size = models.PositiveBigIntegerField(_("字节"))
    path = models.CharField(_("文件"), max_length=300, unique=True)
    held_at = models.DateTimeField(_("收存时间"))
    held_by = models.ForeignKey(
        "core.Person", models.PROTECT, null=True, blank=True, related_name="held_files"
    )

    class Meta:
        verbose_name = verbose_name_plural = _("证据材料")
        ordering = ("-held_at",)

    def __str__(self) -> str:
        return self.name
