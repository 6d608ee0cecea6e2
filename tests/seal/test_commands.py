"""`zhiliang seal`, `verify` and `keys`, as somebody types them."""

import json
import os
import subprocess
import sys

import pytest

from tests.seal.packs import copied, restate, rewrite_json, sealed
from zhiliang.command import main


@pytest.fixture(autouse=True)
def own_keys(tmp_path, monkeypatch, settings):
    monkeypatch.setenv("ZHILIANG_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("ZHILIANG_TRUSTED_KEYS", raising=False)
    settings.VAR = tmp_path / "var"


@pytest.fixture
def public(keyring):
    return str(keyring.path("office", "pub"))


def verify(*arguments):
    return main(["verify", *map(str, arguments)])


def verified(capsys, *arguments):
    code = verify(*arguments, "--json")
    return code, json.loads(capsys.readouterr().out)


def edit_a_result(pack):
    rewrite_json(pack / "result/results.json", lambda found: found.update(year=2014))


def test_a_pack_verifies_with_the_signer_s_key(pack, public):
    assert verify(pack, "--key", public) == 0


def test_the_key_may_come_before_the_pack(pack, public):
    assert verify("--key", public, pack) == 0


def test_the_report_for_machines_has_all_parts(pack, public, capsys):
    code, report = verified(capsys, pack, "--key", public)
    assert code == 0
    assert report.keys() == {
        *("ok", "year", "pack", "signature", "signers", "checks", "problems"),
        *("recomputed", "differences"),
    }


def test_a_refusal_names_file_and_reason_and_exits_1(pack, public, capsys):
    edit_a_result(pack)
    code, report = verified(capsys, pack, "--key", public, "--lang", "en")
    (problem,) = report["problems"]
    assert (code, problem["file"]) == (1, "result/results.json")
    assert "changed after sealing" in problem["reason"]


def test_without_a_key_it_says_loudly_that_nobody_vouches(pack, capsys):
    assert verify(pack, "--lang", "en") == 0
    assert "not checked against a trusted key" in capsys.readouterr().err


def test_the_installation_s_own_keys_are_used_where_none_is_given(pack, tmp_path, capsys):
    main(["keys", "make", "mine"])
    capsys.readouterr()
    code, report = verified(capsys, pack)
    assert (code, report["problems"][0]["code"]) == (1, "signer_unknown")


def test_a_threshold_of_two_refuses_one_signature(pack, public):
    assert verify(pack, "--key", public, "--threshold", 2) == 1


def test_a_key_from_the_pack_is_refused(pack, keyring, capsys):
    (pack / "office.pub").write_bytes(keyring.path("office", "pub").read_bytes())
    assert verify(pack, "--key", pack / "office.pub", "--lang", "en") == 1
    assert "must come from elsewhere" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["x", "--threshold", "0"]])
def test_wrong_usage_exits_2(arguments):
    assert verify(*arguments) == 2


def test_a_folder_that_is_no_pack_exits_1(tmp_path):
    assert verify(tmp_path / "nothing") == 1


def test_a_forged_pack_cannot_write_to_the_terminal(pack, public, keyring, capsys):
    stated = {"keyid": "0" * 64, "name": "\x1b[31moffice", "public": "0" * 64}
    restate(
        pack,
        sign=[keyring.signer("office")],
        change=lambda predicate: predicate["signers"].append(stated),
    )
    assert verify(pack, "--key", public) == 1
    assert "\x1b" not in capsys.readouterr().out


def test_a_second_signer_completes_a_pack(tmp_path, keyring, capsys):
    signing = keyring.signing("office", cosigners=keyring.trusted("bureau"))
    pack = sealed(tmp_path / "pack", signing)
    keys = [keyring.path(name, "pub") for name in ("office", "bureau")]
    assert verify(pack, "--key", *keys) == 1
    assert main(["keys", "sign", str(pack), "--key", str(keyring.path("bureau", "pem"))]) == 0
    assert verify(pack, "--key", *keys, "--threshold", 2) == 0


def test_a_changed_pack_gets_no_second_signature(pack, keyring):
    edit_a_result(pack)
    assert main(["keys", "sign", str(pack), "--key", str(keyring.path("bureau", "pem"))]) == 1


def test_keys_are_made_and_listed(tmp_path, capsys):
    assert main(["keys", "make", "mine", "--dir", str(tmp_path), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert main(["keys", "list", "--dir", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == made


def test_verifying_needs_no_site_and_leaves_nothing_behind(pack, public, tmp_path):
    code = (
        "import sys; from zhiliang.command import main; code = main(sys.argv[1:]);"
        "sys.exit(9 if 'django.db' in sys.modules else code)"
    )
    environment = os.environ | {"ZHILIANG_VAR": str(tmp_path / "fresh"), "PYTHONPATH": "src"}
    environment |= {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    command = [sys.executable, "-c", code, "verify", str(pack), "--key", public]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, (tmp_path / "fresh").exists()) == (0, False), done.stderr


@pytest.fixture
def year(db, tmp_path, capsys):
    """2015 as this installation has it, sealed with its own key."""
    out = tmp_path / "2015"
    arguments = ["seal", "--year", "2015", "--out", str(out), "--engine", "reference"]
    assert main(arguments) == 0, capsys.readouterr()
    return out


def test_a_year_is_sealed_verified_and_refused_once_it_is_touched(year, tmp_path):
    assert verify(year) == 0
    assert verify(year, "--recompute", "--engine", "reference") == 0
    touched = copied(year, tmp_path / "copies")
    edit_a_result(touched)
    assert verify(touched) == 1


def test_an_unknown_year_is_wrong_usage(db, tmp_path):
    assert main(["seal", "--year", "1999", "--out", str(tmp_path / "pack")]) == 2
