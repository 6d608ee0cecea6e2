"""The forms that a sampler fills in on site; whether the sample may be taken the actions decide."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.content import kind_of
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Organisation
from zhiliang.core.pages.fields import Day, Files
from zhiliang.methods.repeat_sampling import reason
from zhiliang.systems.sampling.actions.taking import WANTED, Shot
from zhiliang.systems.sampling.lists import candidate_of, forbidding_record
from zhiliang.systems.sampling.models import NotTaken, Photo, SamplingCase, SamplingSheet, Site

PICTURES = ("PNG", "JPEG")
BESIDES = (Photo.Shows.SEAL, Photo.Shows.REFUSAL)
MONEY = {"price_fen": "price", "paid_fen": "paid"}
ABSENT = "网络抽样，被抽样单位不在场"
PRODUCER = ("producer_uscc", "producer_name", "producer_address")
ONLINE = ("platform_name", "order_number", "buyer_account", "delivery_address")
ON_SITE = ("stock", "storage", "procedure", "nondestructive")
SIGNING = ("signed", "unsigned_note", "witness")


class Pictures(Files):
    """Photographs, taken with the camera where the device has one; `least`: one must be there."""

    least: bool = False

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the browser open the camera."""
        camera = {"accept": "image/*", "capture": "environment"}
        return {**super().widget_attrs(widget), **camera}

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:
        """Name and bytes of each picture."""
        shots = super().clean(data, initial)
        for name, content in shots:
            kind = kind_of(content)
            if kind is None or kind.words not in PICTURES:
                raise ValidationError(gettext("“%(name)s”不是照片，请重拍。") % {"name": name})
        return shots


def _money(label: Any, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def photo_field(shows: str) -> str:
    """The name of the field of what a photograph shows."""
    return f"photo_{shows}"


class OnSite(forms.Form):
    """What every form of a task carries: the phone's own number of it, when it was filled in.

    `at` is the moment by the phone's clock and `sent` that of sending it, by the same clock: what
    lies between is believed, so that a clock that is wrong changes nothing.
    """

    client = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)
    at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    sent = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    case: SamplingCase

    def photograph(self, shown: Iterable[str], *, least: Iterable[str] = ()) -> None:
        """Ask for photographs of these things, of some of them at least one."""
        for shows in shown:
            label = gettext("照片：%(shows)s") % {"shows": Photo.Shows(shows).label}
            field = Pictures(label=label, required=False)
            field.least = shows in least
            field.widget.attrs["data-least"] = "1" if field.least else "0"
            self.fields[photo_field(shows)] = field

    @property
    def photo_fields(self) -> list[forms.BoundField]:
        """The fields of the photographs."""
        return [self[name] for name in self.fields if name.startswith("photo_")]

    @property
    def shots(self) -> list[Shot]:
        """Every photograph with what it shows."""
        return [
            (field.name.removeprefix("photo_"), shot)
            for field in self.photo_fields
            for shot in self.cleaned_data.get(field.name) or ()
        ]

    @property
    def moment(self) -> datetime:
        """When it was filled in, by the server's clock."""
        at, now = self.cleaned_data.get("at"), timezone.now()
        if at is None:
            return now
        sent = self.cleaned_data.get("sent")
        return now - (sent - at) if sent else at

    def clean_moment(self) -> None:
        """Refuse a moment that has not come, or when there was no task yet."""
        moment = self.moment
        if moment > timezone.now():
            self.add_error(
                None, gettext("填写时间晚于现在。请核对手机的日期和时间，然后重新提交。")
            )
        elif moment < self.case.assigned_at:
            told = {"at": timezone.localtime(self.case.assigned_at).strftime("%Y-%m-%d %H:%M")}
            self.add_error(
                None,
                gettext("填写时间早于任务下达（%(at)s）。请核对手机的日期和时间，然后重新提交。")
                % told,
            )

    def refuse(self, refusal: ClerkError | ValidationError) -> None:
        """Lay what an action refused beside its field."""
        if isinstance(refusal, ClerkError):
            self.add_error(None, str(refusal))
            return
        told = getattr(refusal, "message_dict", {NON_FIELD_ERRORS: refusal.messages})
        for field, messages in told.items():
            name = MONEY.get(field, field)
            for message in messages:
                self.add_error(name if name in self.fields else None, message)

    @property
    def told(self) -> dict[str, list[str]]:
        """What is wrong, by field."""
        return {name: [str(one) for one in found] for name, found in self.errors.items()}


class SheetForm(OnSite, forms.ModelForm):
    """The sampling sheet of a task; only what its site asks for."""

    producer_uscc = forms.CharField(
        label=_("标称生产者统一社会信用代码"),
        required=False,
        max_length=18,
        help_text=_("产品上标注的生产者；填代码可查到登记的名称，也用来核对六个月内是否抽过。"),
    )
    price = _money(_("单价（元）"), _("标价；没有标价的，同类产品的市场价格。"))
    paid = _money(_("购样费（元）"))
    expires_on = forms.DateField(label=_("保质期至"), required=False, widget=Day)

    class Meta:
        model = SamplingSheet
        fields = (
            "product",
            "trademark",
            "model",
            "standard",
            "batch",
            "expires_on",
            "producer_name",
            "producer_address",
            "stock",
            "test_quantity",
            "spare_quantity",
            "price_basis",
            "nondestructive",
            "test_seal",
            "spare_seal",
            "spare_at",
            "storage",
            "procedure",
            "signed",
            "unsigned_note",
            "witness",
            "platform_name",
            "order_number",
            "buyer_account",
            "delivery_address",
        )
        widgets = dict.fromkeys(("witness", "buyer_account", "delivery_address"), forms.TextInput)

    def __init__(self, *args: Any, case: SamplingCase, **kwargs: Any) -> None:
        self.case = case
        super().__init__(*args, **kwargs)
        online = case.site == Site.ONLINE
        for name in (*ON_SITE, *SIGNING) if online else ONLINE:
            del self.fields[name]
        if case.site == Site.PRODUCTION:
            for name in PRODUCER:
                del self.fields[name]
        if case.rule:
            self.initial["test_quantity"] = case.rule.test_quantity
            self.initial["spare_quantity"] = case.rule.spare_quantity
            if case.rule.least_stock and "stock" in self.fields:
                self.fields["stock"].required = True
        besides = BESIDES[:1] if online else BESIDES
        wanted = WANTED[Site(case.site)]
        self.photograph((*wanted, *besides), least=wanted)

    def clean_producer_uscc(self) -> str:
        """The code of an organisation on the register, or nothing."""
        code = str(self.cleaned_data["producer_uscc"]).strip().upper()
        if code and registered(code) is None:
            raise ValidationError(
                gettext(
                    "登记库里没有这个代码。请核对；确实没有的，清空代码，"
                    "只填标称生产者的名称和地址。"
                )
            )
        return code

    def clean(self) -> dict[str, Any]:
        """What no single field can say; the constraints of the table are said here in words."""
        data = self.cleaned_data
        self.clean_moment()
        for field, words in _faults(data):
            if field in self.fields:
                self.add_error(field, words)
        for shot in self.photo_fields:
            if getattr(shot.field, "least", False) and not data.get(shot.name):
                self.add_error(shot.name, gettext("还没有拍照。"))
        return data

    @property
    def producer(self) -> Organisation | None:
        """The producer that is named, if it is on the register."""
        return registered(self.cleaned_data.get("producer_uscc", ""))

    @property
    def sheet(self) -> dict[str, Any]:
        """What the sheet says, by the names of its columns."""
        data = self.cleaned_data
        said = {name: data[name] for name in self.Meta.fields if name in self.fields}
        if self.case.site == Site.ONLINE:
            said |= {"signed": False, "unsigned_note": ABSENT}
        return said | {"price_fen": _fen(data["price"]), "paid_fen": _fen(data["paid"]) or 0}


def _faults(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if data.get("spare_quantity") and not data.get("spare_seal"):
        yield "spare_seal", gettext("备用样品须单独封样，请填封条号。")
    if data.get("spare_seal") and data.get("spare_seal") == data.get("test_seal"):
        yield "spare_seal", gettext("检验样品和备用样品须分别封样，封条号不能相同。")
    if data.get("signed"):
        return
    if not data.get("unsigned_note"):
        yield "unsigned_note", gettext("没有签字的，写明情况。")
    if not data.get("witness"):
        yield "witness", gettext("没有签字的，写明见证人。")


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else int(yuan * 100)


def registered(code: str) -> Organisation | None:
    """The organisation of a code; what a code is called is public, so anybody may ask by it."""
    return Organisation.objects.filter(uscc=code).first() if code else None


def forbidden(case: SamplingCase, said: Callable[[str], str]) -> dict[str, str]:
    """Whether article 8 forbids what is about to be taken: why, and by which record.

    `said` gives the text of a field of the sheet, as far as it is filled in.
    """
    if case.regime.repeat_limit != "order_18":
        return {"why": "", "record": ""}
    case.producer = registered(said("producer_uscc")) or case.producer
    sheet = SamplingSheet(
        standard=said("standard"), trademark=said("trademark"), model=said("model")
    )
    record = forbidding_record(case, sheet)
    if record is None:
        return {"why": "", "record": ""}
    return {"why": reason(record, candidate_of(case, sheet)), "record": record.reference}


class LeaveForm(OnSite):
    """Why nothing was taken."""

    why = forms.ChoiceField(label=_("原因"), choices=[("", _("请选择")), *NotTaken.choices])
    note = forms.CharField(
        label=_("情况记录"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("时间、地点、在场人员、经过；拒检的写明告知过的后果。"),
    )
    forbidden_by = forms.CharField(
        label=_("限制依据的抽样编号"),
        max_length=16,
        required=False,
        help_text=_("六个月内已抽查的才填；外地或者上级抽查的，填其文书编号。"),
    )

    def __init__(self, *args: Any, case: SamplingCase, **kwargs: Any) -> None:
        self.case = case
        super().__init__(*args, **kwargs)
        self.photograph((Photo.Shows.REFUSAL, Photo.Shows.SITE))

    def clean(self) -> dict[str, Any]:
        """What no single field can say."""
        self.clean_moment()
        data = self.cleaned_data
        refused = data.get("why") == NotTaken.REFUSED
        if refused and not data.get(photo_field(Photo.Shows.REFUSAL)):
            words = gettext("拒检须如实记录，并附照片或录像。")
            self.add_error(photo_field(Photo.Shows.REFUSAL), words)
        return data
