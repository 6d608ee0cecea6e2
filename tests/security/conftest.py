"""The marked province and clients signed in as its people."""

import logging

import pytest
from django.test import Client

from tests.security.world import World


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path
    # strong hashing costs a minute here; what it is in earnest is asked in test_signing_in
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path


@pytest.fixture(autouse=True)
def quiet():
    """Every refusal is logged with a trace, and here there are thousands."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(db, own_folder):
    return World()


@pytest.fixture
def as_(world):
    """`as_("office")`: a browser in which that person is signed in; "visitor" is nobody."""

    def browser(name, **options):
        client = Client(raise_request_exception=False, **options)
        if name != "visitor":
            client.force_login(world.people[name])
        return client

    return browser
