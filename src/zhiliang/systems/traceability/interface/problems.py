"""Refusals of the interface, as RFC 7807 problems with the names of EPCIS exceptions."""

from typing import Any

from django.http import JsonResponse


class Problem(Exception):
    """A refusal: HTTP status, name of the EPCIS exception, and what to say."""

    def __init__(self, status: int, name: str, title: str, **more: Any) -> None:
        super().__init__(title)
        self.status, self.name, self.title, self.more = status, name, title, more

    @property
    def body(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "type": f"epcisException:{self.name}",
            "title": self.title,
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
        return answer
