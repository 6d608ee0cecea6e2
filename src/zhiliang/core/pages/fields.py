"""Fields and inputs of forms that several systems have: days, moments, evidence as files."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhiliang.core.actions.documents import LARGEST_EVIDENCE
from zhiliang.core.content import ENDINGS, misfit

MOST_FILES = 10


class Day(forms.DateInput):
    """A day chosen in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Moment(forms.DateTimeInput):
    """A moment chosen in the browser's own calendar."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class File(forms.FileField):
    """A file as (name, content), none as None.

    Too large a one is refused before it is read; one that is not what it may be (`core.content`)
    once it has been.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the browser offer what is taken."""
        accept = ",".join(f".{ending}" for ending in ENDINGS)
        return {**super().widget_attrs(widget), "accept": accept}

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Name and bytes of the file that was chosen."""
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > LARGEST_EVIDENCE:
            raise ValidationError(_("文件超过 20 MB。请压缩或拆分后重新上传。"))
        content = file.read()
        if reason := misfit(file.name, content):
            raise ValidationError(reason)
        return file.name, content


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class Files(File):
    """Several files, each as (name, content)."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:
        """Name and bytes of each file that was chosen."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(given) > MOST_FILES:
            raise ValidationError(_("一次最多 %(most)s 份文件。") % {"most": MOST_FILES})
        return [super(Files, self).clean(one, initial) for one in given]
