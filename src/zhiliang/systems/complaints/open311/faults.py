"""Refusals of the interface: a status of HTTP with a sentence that says what to do."""

from django.utils.translation import gettext as _


class Fault(Exception):
    """What was asked cannot be answered; `status` is that of HTTP."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status, self.description = status, description


def no_such_service() -> Fault:
    """A service_code that is not offered here."""
    return Fault(
        404,
        _(
            "没有这个 service_code。可用的见 services；消费投诉须实名，"
            "请在本平台网页或者全国12315平台提交。"
        ),
    )


def no_such_request() -> Fault:
    """A service_request_id that no request made here has."""
    return Fault(404, _("没有这个 service_request_id，或者它不是由本接口提交的。"))
