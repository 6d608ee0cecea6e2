"""The form by which a citizen complains or tips off."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.actions.documents import LARGEST_EVIDENCE
from zhiliang.core.language import name_of
from zhiliang.core.models import Organisation
from zhiliang.core.pages.fields import Day, Files
from zhiliang.core.pages.page import Words
from zhiliang.core.places import names_on
from zhiliang.systems.complaints.actions.receiving import MOST_PHOTOS
from zhiliang.systems.complaints.faults import COMPLAINT, TIP_OFF, faults_in
from zhiliang.systems.complaints.models import MOST_TEXT
from zhiliang.systems.traceability.answers import goods_of

ABOUT: tuple[tuple[str, Words], ...] = (
    ("complaint", gettext_lazy("投诉：我买的商品或者服务有问题，请帮我调解退、换、修、赔")),
    ("tip_off", gettext_lazy("举报：我发现经营者违法，请查处")),
    ("both", gettext_lazy("投诉，同时举报")),
    ("engineering", gettext_lazy("建设工程质量问题（转住房城乡建设等部门）")),
    ("environment", gettext_lazy("环境污染问题（转生态环境部门）")),
)
WANTS = {"complaint": (COMPLAINT,), "both": (COMPLAINT, TIP_OFF)}
HANDED = ("engineering", "environment")
PAPERS: tuple[tuple[str, Words], ...] = (
    ("", gettext_lazy("不填")),
    ("居民身份证", gettext_lazy("居民身份证")),
    ("护照", gettext_lazy("护照")),
    ("港澳居民来往内地通行证", gettext_lazy("港澳居民来往内地通行证")),
    ("台湾居民来往大陆通行证", gettext_lazy("台湾居民来往大陆通行证")),
    ("外国人永久居留身份证", gettext_lazy("外国人永久居留身份证")),
    ("其他", gettext_lazy("其他证件")),
)
PERSONAL = ("name", "phone", "address", "id_kind", "id_number")
FOR_COMPLAINTS = gettext_lazy("投诉必填")
SECTIONS: tuple[tuple[str, Words, Words, tuple[str, ...]], ...] = (
    ("matter", gettext_lazy("您要反映什么"), "", ("about",)),
    (
        "thing",
        gettext_lazy("什么商品、服务或者事情"),
        "",
        ("title", "code", "brand", "model_spec", "bought_on", "amount"),
    ),
    (
        "firm",
        gettext_lazy("哪个经营者"),
        gettext_lazy("可以是卖给您的商家，也可以是生产者。名称以发票、订单或者招牌为准。"),
        ("firm_name", "place", "firm_address", "platform"),
    ),
    ("facts", gettext_lazy("发生了什么，您要求什么"), "", ("text", "injured", "demand")),
    (
        "identity",
        gettext_lazy("您是谁"),
        gettext_lazy(
            "投诉要有真实的姓名、电话和通讯地址（第121号令第十条）；举报可以匿名。"
            "这些内容加密保存：举报人的信息只有承办人能看，每次查看都有记录。"
        ),
        ("anonymous", *PERSONAL),
    ),
    ("consent", gettext_lazy("您是否同意"), "", ("publish_ok", "delegate_ok")),
)


class Yuan(forms.DecimalField):
    """An amount of money as people write it."""

    def to_python(self, value: Any) -> Any:
        """The amount without thousands separators and signs of currency."""
        return super().to_python(re.sub(r"[\s,，¥￥元]", "", str(value or "")) or None)


class LongText(forms.CharField):
    """A text of several lines, counted as its writer counts: the end of a line is one sign."""

    def to_python(self, value: Any) -> Any:
        """The text with plain ends of lines."""
        found = super().to_python(value)
        return found.replace("\r\n", "\n") if isinstance(found, str) else found


def place_choices() -> list[Any]:
    """Cities with their counties, each city itself first for who doesn't know the county."""
    names = list(names_on(timezone.localdate()).order_by("place_id"))
    below: dict[str | None, list[Any]] = {}
    for name in names:
        below.setdefault(name.parent_id, []).append((name.place_id, name_of(name)))
    cities = [name for name in names if name.place.level == "city"]
    return [("", _("请选择")), *(_group(name, below) for name in cities)]


def _group(city: Any, below: Mapping[str | None, list[Any]]) -> tuple[str, list[Any]]:
    words = name_of(city)
    if city.place_id not in below:
        return words, [(city.place_id, words)]
    whole = _("%(city)s（不清楚哪个区县）") % {"city": words}
    return words, [(city.place_id, whole), *below[city.place_id]]


def registered(name: str) -> Organisation | None:
    """The one organisation on the register that is called so."""
    found = list(Organisation.objects.filter(name=name)[:2]) if name else []
    return found[0] if len(found) == 1 else None


def _text(label: Any, most: int, *, help_text: Any = "", **attrs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=help_text, widget=widget
    )


def _long(label: Any, help_text: Any) -> "LongText":
    return LongText(
        label=label,
        max_length=MOST_TEXT,
        required=False,
        help_text=help_text,
        widget=forms.Textarea,
    )


def _flag(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class ComplaintForm(forms.Form):
    """What a citizen writes. What must be there depends on what it is: `faults_in` says."""

    about = forms.ChoiceField(
        label=gettext_lazy("这件事属于"), choices=ABOUT, widget=forms.RadioSelect
    )
    title = _text(
        gettext_lazy("商品、服务或者事情的名称"), 120, help_text=gettext_lazy("例如：电热取暖器。")
    )
    code = _text(
        gettext_lazy("条码或者追溯码"),
        300,
        help_text=gettext_lazy("包装上的条码、批号或者二维码内容；从追溯页进来的已经填好。"),
        autocomplete="off",
    )
    brand = _text(gettext_lazy("商标"), 120)
    model_spec = _text(gettext_lazy("规格型号"), 200)
    bought_on = forms.DateField(label=gettext_lazy("购买日期"), required=False, widget=Day())
    amount = Yuan(
        label=gettext_lazy("花了多少钱（元）"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": gettext_lazy("请写数字，例如 1299 或者 1299.50。"),
            "max_decimal_places": gettext_lazy("最多写到分（小数点后两位）。"),
        },
    )
    firm_name = _text(
        gettext_lazy("经营者名称"),
        200,
        help_text=gettext_lazy("输入两个字以上会提示登记在册的名称；没有提示的照样可以填。"),
        autocomplete="off",
        list="firm_names",
        **{
            "hx-get": reverse_lazy("complaint_firm_names"),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#firm_names",
            "hx-sync": "this:replace",
        },
    )
    place = forms.ChoiceField(
        label=gettext_lazy("经营者在哪里"),
        choices=place_choices,
        help_text=gettext_lazy("由实际经营地或者住所地处理；网店填平台上公示的地址。"),
        error_messages={"required": gettext_lazy("请选择地区，由那里的部门处理。")},
    )
    firm_address = _text(gettext_lazy("详细地址"), 300)
    platform = _text(gettext_lazy("电子商务平台"), 120, help_text=gettext_lazy("网上买的才填。"))
    text = _long(
        gettext_lazy("事情经过"),
        gettext_lazy("什么时候、在哪里、发生了什么、有什么依据。最多 20000 字；照片在下一步添加。"),
    )
    injured = _flag(gettext_lazy("有人受伤"))
    demand = _long(
        gettext_lazy("您要求经营者做什么"),
        gettext_lazy("例如：退货退款 1299 元。举报可以不填。"),
    )
    anonymous = _flag(gettext_lazy("匿名举报（不保存您的姓名、电话和地址）"))
    name = _text(gettext_lazy("姓名"), 80, autocomplete="name")
    phone = _text(gettext_lazy("电话"), 40, autocomplete="tel", inputmode="tel")
    address = _text(gettext_lazy("通讯地址"), 300, autocomplete="street-address")
    id_kind = forms.ChoiceField(label=gettext_lazy("证件类型"), choices=PAPERS, required=False)
    id_number = _text(gettext_lazy("证件号码"), 40, autocomplete="off")
    publish_ok = _flag(
        gettext_lazy("同意公示这件投诉：办结后公示日期、商品类别、事由和结果，不公示您的任何信息")
    )
    delegate_ok = _flag(gettext_lazy("同意委托消费者委员会等调解组织调解"))
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.need = None  # type: ignore[attr-defined]
        for name in ("title", "text", "demand", "firm_name", "name", "phone", "address"):
            always = name in ("title", "text")
            self.fields[name].need = "" if always else FOR_COMPLAINTS  # type: ignore[attr-defined]
        for name in ("about", "place"):
            self.fields[name].need = ""  # type: ignore[attr-defined]
        self.fields["about"].error_messages["required"] = _("请选择一项。")

    @property
    def sections(self) -> Iterator[tuple[str, Words, Words, list[forms.BoundField]]]:
        """The fields in groups, with titles and what to know."""
        for key, title, lead, names in SECTIONS:
            yield key, title, lead, [self[name] for name in names]

    @property
    def wants(self) -> tuple[str, ...]:
        """The cases that are asked for."""
        return WANTS.get(self.cleaned_data.get("about", ""), (TIP_OFF,))

    @property
    def handed(self) -> bool:
        """Whether it is another department's affair."""
        return self.cleaned_data.get("about") in HANDED

    def clean_code(self) -> str:
        """A code of goods in its one spelling; anything else as it was typed."""
        typed: str = self.cleaned_data["code"]
        goods = goods_of(typed) if typed else None
        return goods.code if goods else typed

    def clean_phone(self) -> str:
        """A number that can be called."""
        phone: str = self.cleaned_data["phone"]
        if phone and not 5 <= len(re.sub(r"\D", "", phone)) <= 20:
            raise ValidationError(_("请写能打通的电话号码，例如 13800000000。"))
        return phone

    def clean(self) -> dict[str, Any]:
        """Everything that keeps it from being taken in, beside its field."""
        for name, fault in faults_in(self.said(), self.wants, timezone.localdate()):
            if name not in self.errors:
                self.add_error(name, fault)
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        """The fields of the submission; of an anonymous tip-off nothing says who it is from."""
        told = dict(self.cleaned_data)
        about, amount = told.pop("about", ""), told.pop("amount", None)
        told.pop("token", None)
        told["place_id"] = told.pop("place", None)
        told["amount_fen"] = None if amount is None else int(amount * 100)
        told["firm"] = registered(told.get("firm_name", ""))
        if about in HANDED:
            told["product"] = about
        if COMPLAINT not in self.wants:
            unnamed = not (told.get("name") or told.get("phone"))
            told["anonymous"] = bool(told.get("anonymous") or unnamed)
            if told["anonymous"]:
                told |= dict.fromkeys(PERSONAL, "")
        return told


class Photos(Files):
    """Photos and papers, each as (name, content); those too large were passed over."""

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:
        """At most as many as are taken."""
        count = len(data) if isinstance(data, list | tuple) else 0
        if count > MOST_PHOTOS:
            told = {"most": MOST_PHOTOS, "count": count}
            raise ValidationError(_("附件最多 %(most)s 个，收到 %(count)s 个。请挑主要的。") % told)
        return super().clean(data, initial)


class PhotosForm(forms.Form):
    """What goes with it."""

    photos = Photos(
        label=gettext_lazy("照片、发票、聊天记录截图"),
        required=False,
        help_text=gettext_lazy(
            "最多 9 个，每个不超过 20 MB，收 JPG、PNG、PDF。视频请先留好，受理后交给承办人。"
        ),
    )

    def refuse(self, names: list[str]) -> None:
        """Say which files were too large to be taken."""
        most = LARGEST_EVIDENCE // 1024**2
        for name in names:
            words = _("“%(name)s”超过 %(most)s MB，没有收下；填写的内容都还在，请重新选择附件。")
            self.add_error("photos", words % {"name": name, "most": most})


class StatusForm(forms.Form):
    """A receipt's number and code."""

    number = forms.CharField(
        label=gettext_lazy("受理编号"),
        max_length=40,
        help_text=gettext_lazy("例如 LJ261126-00001。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label=gettext_lazy("查询码"),
        max_length=40,
        help_text=gettext_lazy("回执上的 12 位字母和数字，大小写、空格都可以。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
