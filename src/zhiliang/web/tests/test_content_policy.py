import re

import pytest

from zhiliang.web.settings import PACKAGE

TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
INLINE = re.compile(r"""<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:""")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/sign-in/", "/nothing/", "/api/openapi.json"])
def test_every_answer_carries_the_policy(client, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_no_page_may_be_framed_or_sniffed(client):
    answer = client.get("/accounts/sign-in/")
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_script_or_style(path):
    assert INLINE.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_loads_from_another_host(path):
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//""", path.read_text("utf-8")) == []
