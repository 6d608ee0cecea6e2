"""The receipt on the citizen's own device, for half an hour: nobody types the code twice."""

from typing import TypeVar

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from zhiliang.systems.complaints.keys import opens
from zhiliang.systems.complaints.models import Submission

Answer = TypeVar("Answer", bound=HttpResponseBase)
COOKIE = SALT = "complaint_receipt"
MINUTES = 30
"""How long a device remembers a receipt: configuration, from no standard."""


def keep(answer: HttpResponseBase, number: str, code: str) -> None:
    """Let the browser that gets this answer open the receipt."""
    answer.set_cookie(
        COOKIE,
        signing.dumps([number, code], salt=SALT),
        max_age=MINUTES * 60,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def forget(answer: HttpResponseBase) -> None:
    """Let the browser forget it: on a shared computer somebody else comes next."""
    answer.delete_cookie(COOKIE, samesite="Lax")


def kept(request: HttpRequest) -> tuple[Submission, str] | None:
    """What the browser may open, with its code; None where it holds no receipt any more."""
    try:
        number, code = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MINUTES * 60
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Submission.objects.filter(number=number).first()
    return (found, code) if found and opens(found.code_digest, number, code) else None


def private(answer: Answer) -> Answer:
    """The answer, kept by no cache: it says what somebody wrote."""
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
