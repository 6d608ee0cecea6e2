"""Keys: private ones stay private, ids are made of the key, none is taken from a pack."""

import stat

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from zhiliang.evaluation.seal import Refusal, make_key, read_signer, read_trusted
from zhiliang.evaluation.seal.keys import anchors, outside

pytestmark = pytest.mark.once


def code_of(act, *arguments):
    with pytest.raises(Refusal) as refused:
        act(*arguments)
    return refused.value.problem.code


def test_a_private_key_is_readable_by_its_owner_only(tmp_path):
    private, public = make_key("office", tmp_path / "keys")
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert stat.S_IMODE(public.parent.stat().st_mode) == 0o700


def test_both_halves_have_the_same_id(tmp_path):
    private, public = make_key("office", tmp_path)
    assert read_signer(private).trusted.keyid == read_trusted(public).keyid


def test_the_id_does_not_depend_on_the_name(tmp_path):
    _, public = make_key("office", tmp_path)
    other = public.with_name("other.pub")
    other.write_bytes(public.read_bytes())
    assert read_trusted(other).keyid == read_trusted(public).keyid


def test_a_key_is_never_overwritten(tmp_path):
    private, _ = make_key("office", tmp_path)
    before = private.read_bytes()
    assert code_of(make_key, "office", tmp_path) == "key_exists"
    assert private.read_bytes() == before


@pytest.mark.parametrize("name", ["", "../office", "Office", "a" * 41, "-a"])
def test_a_key_has_a_plain_name(tmp_path, name):
    assert code_of(make_key, name, tmp_path) == "key_name"


def test_halves_are_not_taken_for_one_another(tmp_path):
    private, public = make_key("office", tmp_path)
    assert code_of(read_trusted, private) == "key_private"
    assert code_of(read_signer, public) == "key_public"


@pytest.mark.parametrize("data", [b"", b"nonsense", b"-----BEGIN PUBLIC KEY-----\nAAAA\n"])
def test_what_is_no_key_is_refused(tmp_path, data):
    path = tmp_path / "x.pub"
    path.write_bytes(data)
    assert code_of(read_trusted, path) == "key_unreadable"


def test_a_key_of_another_kind_is_refused(tmp_path):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    path = tmp_path / "rsa.pub"
    pem = serialization.PublicFormat.SubjectPublicKeyInfo
    path.write_bytes(key.public_bytes(serialization.Encoding.PEM, pem))
    assert code_of(read_trusted, path) == "key_unreadable"


def test_a_missing_key_file_is_refused(tmp_path):
    assert code_of(read_trusted, tmp_path / "no.pub") == "unreadable"


def test_a_key_inside_the_pack_is_no_key(pack):
    _, public = make_key("inside", pack / "keys")
    assert code_of(outside, [public], pack) == "key_inside"


def test_the_keys_of_the_installation_are_its_anchors(tmp_path, monkeypatch):
    monkeypatch.setenv("ZHILIANG_VAR", str(tmp_path))
    monkeypatch.delenv("ZHILIANG_TRUSTED_KEYS", raising=False)
    _, public = make_key("office", tmp_path / "keys")
    assert anchors() == [public]


def test_named_anchors_come_before_the_installation_s_own(tmp_path, monkeypatch):
    monkeypatch.setenv("ZHILIANG_VAR", str(tmp_path))
    make_key("office", tmp_path / "keys")
    _, other = make_key("other", tmp_path / "others")
    monkeypatch.setenv("ZHILIANG_TRUSTED_KEYS", str(other.parent))
    assert anchors() == [other]
