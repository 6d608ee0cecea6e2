"""What every answer tells the browser, and whom the site believes to be."""

import json
import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from tests.security.walk import addresses, api_addresses, content_of
from tests.security.world import PASSWORD

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def policy_of(answer):
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


WALKED = {}


@pytest.fixture
def answers(request):
    """One of every page, refusals, files and API answers included; walked once for all tests."""
    if not WALKED:
        WALKED.update(walked(request.getfixturevalue("as_")("office")))
    return WALKED


def walked(client):
    """Return every answer by its address."""
    more = ["/no/such/page/", "/static/zhiliang/site.css", "/static/zhiliang/site.js"]
    found = {}
    for url in (*addresses(), *api_addresses(), *more):
        answer = client.get(url)
        content_of(answer)
        found[url] = answer
    return found


def test_every_answer_forbids_everything_that_is_not_ours(answers):
    lax = [
        url
        for url, answer in answers.items()
        if not DIRECTIVES.items() <= policy_of(answer).items()
        or "unsafe" in answer.headers["Content-Security-Policy"]
    ]
    assert lax == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_every_answer_is_guarded(answers, name, value):
    assert {url for url, answer in answers.items() if answer.headers.get(name) != value} == set()


def test_no_page_may_be_framed(answers):
    pages = {u: a for u, a in answers.items() if not u.startswith("/static/")}
    assert {u for u, a in pages.items() if a.headers.get("X-Frame-Options") != "DENY"} == set()


def test_what_a_signed_in_person_sees_is_kept_nowhere(answers):
    pages = {u: a for u, a in answers.items() if not u.startswith("/static/")}
    kept = {u for u, a in pages.items() if "no-store" not in a.headers.get("Cache-Control", "")}
    assert kept == set()


def test_a_failing_page_is_guarded_and_tells_nothing(world, monkeypatch):
    def broken(*_given):
        raise RuntimeError("秘密 /srv/zhiliang SELECT password")

    monkeypatch.setattr("zhiliang.web.views.documents.visible", broken)
    answer = Client(raise_request_exception=False).get(reverse("documents"))
    page = answer.content.decode()
    assert (answer.status_code, policy_of(answer)["default-src"]) == (500, "'none'")
    assert not [word for word in ("秘密", "/srv", "SELECT", "Traceback", "Error") if word in page]


def test_a_failing_question_to_the_api_tells_nothing(world, monkeypatch):
    def broken(*_given):
        raise RuntimeError("秘密")

    monkeypatch.setattr("zhiliang.web.api.evaluations.visible", broken)
    answer = Client(raise_request_exception=False).get("/api/documents")
    assert (answer.status_code, "秘密" in answer.content.decode()) == (500, False)


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "127.0.0.1.evil.cn"])
def test_another_host_name_is_refused(world, host):
    answer = Client(raise_request_exception=False).get("/accounts/sign-in/", headers={"host": host})
    assert (answer.status_code, host in answer.content.decode()) == (400, False)


def test_a_forwarded_host_is_not_believed(world):
    answer = Client().get("/returns/", headers={"X-Forwarded-Host": "evil.example"})
    assert answer.url.startswith("/accounts/sign-in/")


def test_the_session_is_out_of_reach_of_scripts_and_other_sites(world):
    client = Client()
    client.post(reverse("sign_in"), {"username": "office", "password": PASSWORD})
    session, token = client.cookies["sessionid"], client.cookies["csrftoken"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
    assert (token["httponly"], token["samesite"]) == (True, "Lax")


def test_a_session_ends_with_the_browser_and_after_idle_minutes(settings):
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    assert settings.SESSION_COOKIE_AGE <= 30 * 60


READ = """
import json, sys
from zhiliang.web import settings
names = ("DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "ALLOWED_HOSTS",
         "CSRF_TRUSTED_ORIGINS", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


@pytest.fixture
def installation(tmp_path):
    """Read the settings as a process with that environment does."""

    def read(**given):
        mine = {k: v for k, v in os.environ.items() if not k.startswith("ZHILIANG_")}
        environment = mine | {"ZHILIANG_VAR": str(tmp_path / "var"), "PYTHONPATH": "src"} | given
        done = subprocess.run([sys.executable, "-c", READ], env=environment, capture_output=True)
        return json.loads(done.stdout)

    return read


@pytest.mark.once
def test_on_one_machine_cookies_travel_without_encryption(installation):
    found = installation()
    assert not found["SESSION_COOKIE_SECURE"]
    assert not found["DEBUG"]


@pytest.mark.once
def test_under_a_name_of_its_own_cookies_travel_only_encrypted(installation):
    found = installation(ZHILIANG_HOSTS="quality.gd.gov.cn")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://quality.gd.gov.cn"]
    assert found["SECURE_HSTS_SECONDS"] > 0


@pytest.mark.once
def test_nobody_else_on_the_machine_reads_the_data_folder(installation, tmp_path):
    installation()
    assert (tmp_path / "var").stat().st_mode & 0o077 == 0
    assert (tmp_path / "var" / "keys" / "site.secret").stat().st_mode & 0o077 == 0
