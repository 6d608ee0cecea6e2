"""Refusals of the interface, as RFC 7807 problems with the names of EPCIS exceptions."""

from typing import Any

from django.http import JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TELLS_WHERE = _(
    "WebSocket 由推送进程提供（./run stream），不在这个端口。"
    "请让反向代理把带 Upgrade: websocket 的请求转给它。"
)


class Problem(Exception):
    """A refusal: HTTP status, name of the EPCIS exception, and what to say."""

    def __init__(self, status: int, name: str, title: Promise | str, **more: Any) -> None:
        super().__init__(title)
        self.status, self.name, self.title, self.more = status, name, title, more

    @property
    def body(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "type": f"epcisException:{self.name}",
            "title": str(self.title),
            "status": self.status,
            **self.more,
        }

    def response(self) -> JsonResponse:
        """As an answer."""
        answer = JsonResponse(
            self.body,
            status=self.status,
            content_type="application/problem+json",
            json_dumps_params={"ensure_ascii": False},
        )
        if self.status == 401:
            answer.headers["WWW-Authenticate"] = 'Bearer realm="EPCIS"'
        if self.status == 426:
            answer.headers["Upgrade"] = "websocket"
        return answer
