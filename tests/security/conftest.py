"""The marked province and clients signed in as its people."""

import copy
import logging
import shutil

import pytest
from django.http import HttpResponse
from django.template import Context, Engine
from django.test import Client, override_settings

from tests.security.world import World

# strong hashing costs a minute here; what it is in earnest is asked in test_signing_in
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path
    settings.PASSWORD_HASHERS = QUICK
    return tmp_path


@pytest.fixture(autouse=True)
def quiet():
    """Every refusal is logged with a trace, and here there are thousands."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def made(kept, tmp_path_factory):
    """The province with its files, made once for a module."""
    folder = tmp_path_factory.mktemp("world")
    with kept.unblock(), override_settings(VAR=folder, PASSWORD_HASHERS=QUICK):
        return World(), folder


@pytest.fixture
def world(made, db, own_folder):
    world, files = made
    shutil.copytree(files, own_folder, dirs_exist_ok=True)
    return copy.deepcopy(world)


BARE = Engine().from_string("<h1>{{ heading }}</h1><p>{{ text }}</p>")


@pytest.fixture
def bare_refusals(monkeypatch):
    """Refusals without what stands around every page: a walk meets a thousand of them."""

    def bare(request, template, context, status):
        return HttpResponse(BARE.render(Context(context)), status=status)

    monkeypatch.setattr("zhiliang.web.views.refused.render", bare)


@pytest.fixture
def as_(world):
    """`as_("office")`: a browser in which that person is signed in; "visitor" is nobody."""

    def browser(name, **options):
        client = Client(raise_request_exception=False, **options)
        if name != "visitor":
            client.force_login(world.people[name])
        return client

    return browser
