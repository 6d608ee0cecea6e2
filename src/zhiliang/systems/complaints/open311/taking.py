"""A request that is posted becomes a tip-off; what it must hold, by the specification."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.models import MOST_TEXT, Channel
from zhiliang.systems.complaints.open311.faults import Fault, no_such_service
from zhiliang.systems.complaints.open311.locating import Given, whereabouts
from zhiliang.systems.complaints.open311.offers import Attribute, Offer, offers

TITLE, LONGEST_LINK = 120, 500
OF_A_SUBMISSION = {"firm_name": 200, "firm_address": 300, "product_code": 300}
"""Attributes that have a field of their own, and how long it is."""


def take(given: Given, *, sender: str) -> dict[str, str]:
    """Take a request in; its number, its token and, told this once, the code of its receipt.

    Fault for what is missing or wrong; Flooded where one caller sends too much.
    """
    offer = offers().get(given.get("service_code", ""))
    if offer is None:
        raise no_such_service()
    token = f"{offer.code}-{secrets.token_hex(16)}"
    said = _said(offer, given) | whereabouts(given) | {"outside_number": token}
    try:
        receipt = actions.submit(wants=("tip_off",), sender=sender, channel=Channel.OPEN311, **said)
    except ValidationError as refused:
        raise Fault(400, "\n".join(refused.messages)) from refused
    notice = _(
        "已收到。受理编号 %(number)s，回执码 %(code)s：凭两者查询办理情况，回执码只显示这一次。"
    )
    told = {"number": receipt.submission.number, "code": receipt.code}
    return {
        "service_request_id": receipt.submission.number,
        "token": token,
        "service_notice": notice % told,
        "account_id": "",
    }


def _said(offer: Offer, given: Given) -> dict[str, Any]:
    answers = {code: _answer(one, given) for code, one in offer.attributes.items()}
    return {
        "title": f"{offer.name_zh}：{answers['subject']}"[:TITLE],
        "text": _text(offer, given, answers),
        "firm_name": answers.get("firm_name", ""),
        "firm_address": answers.get("firm_address", ""),
        "code": answers.get("product_code", ""),
        "injured": answers.get("injured") == "yes",
        **_who(given),
    }


def _answer(asked: Attribute, given: Given) -> str:
    """What was said to an attribute, which comes as attribute[code]."""
    text = given.get(f"attribute[{asked.code}]", "").strip()
    if asked.required and not text:
        raise Fault(400, _("缺少 attribute[%(code)s]。") % {"code": asked.code})
    if text and asked.values and text not in {one.key for one in asked.values}:
        keys = ", ".join(one.key for one in asked.values)
        told = {"code": asked.code, "keys": keys}
        raise Fault(400, _("attribute[%(code)s] 只能是 %(keys)s 之一。") % told)
    most = OF_A_SUBMISSION.get(asked.code, TITLE)
    if len(text) > most:
        told = {"code": asked.code, "most": str(most)}
        raise Fault(400, _("attribute[%(code)s] 最多 %(most)s 个字符。") % told)
    return text


def _text(offer: Offer, given: Given, answers: dict[str, str]) -> str:
    """The description with the answers and the address: what the officer reads."""
    description = given.get("description", "").strip()
    if not description:
        raise Fault(400, _("缺少 description：请写明时间、地点和事实。"))
    lines = [description]
    lines += [
        f"{asked.name_zh}：{answers[code]}"
        for code, asked in offer.attributes.items()
        if answers[code]
    ]
    lines += [f"地址：{given['address_string']}"] if given.get("address_string") else []
    lines += [f"附件网址（没有取回）：{link}"] if (link := _link(given)) else []
    text = "\n".join(lines)
    if len(text) > MOST_TEXT:
        raise Fault(400, _("文字最多 %(most)s 个字符。") % {"most": MOST_TEXT})
    return text


def _link(given: Given) -> str:
    """The address of a picture: told to the officer, never fetched."""
    link = given.get("media_url", "").strip()
    if link and not (link.startswith(("http://", "https://")) and len(link) <= LONGEST_LINK):
        raise Fault(400, _("media_url 须是 500 个字符以内的 http 或者 https 网址。"))
    return link


def _who(given: Given) -> dict[str, Any]:
    """Who tells, as far as they say; without a name and a phone number it is anonymous."""
    name = "".join(given.get(key, "").strip() for key in ("last_name", "first_name"))
    phone, email = given.get("phone", "").strip(), given.get("email", "").strip()
    return {
        "anonymous": not (name or phone or email),
        "name": name,
        "phone": phone,
        "address": email,
    }
