import pytest

from tests.seal.packs import Keyring, copied, sealed


@pytest.fixture(scope="session")
def keyring(tmp_path_factory):
    return Keyring(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def untouched(tmp_path_factory, keyring):
    """A pack signed by the office; not to be changed."""
    return sealed(tmp_path_factory.mktemp("sealed") / "pack", keyring.signing("office"))


@pytest.fixture
def pack(untouched, tmp_path):
    return copied(untouched, tmp_path)


@pytest.fixture
def office(keyring):
    return keyring.trusted("office")
