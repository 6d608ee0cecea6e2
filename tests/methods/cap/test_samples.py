"""The samples of cap-library and of the standard: each as its own comments say."""

import pytest

from tests.methods.cap.alerts import DATA, SAMPLES, outcomes
from zhiliang.methods.cap import InvalidAlert, read, read_all, validate, write

pytestmark = pytest.mark.once

RIGHT = [path for path in SAMPLES if not outcomes()[path.name]]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_judged_as_its_schema_and_its_comments_say(path):
    found = validate(path.read_bytes())
    assert [(one.rule, one.path) for one in found] == outcomes()[path.name]


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.name)
def test_a_right_sample_written_anew_reads_the_same(path):
    for alert in read_all(path.read_bytes()):
        assert read(write(alert)) == alert


def test_a_wrong_sample_is_not_read():
    with pytest.raises(InvalidAlert, match="references") as refusal:
        read((DATA / "canada_errors.cap").read_bytes())
    assert [one.rule for one in refusal.value.findings] == ["references.missing"]


def test_latin_1_is_read():
    alert = read((DATA / "earthquake-iso8859-1.cap").read_bytes())
    assert "Usulután" in alert.infos[0].headline


def test_cap_1_1_is_read():
    alert = read((DATA / "oasis_KAR0-0306112239-SW.cap").read_bytes())
    assert (alert.sender, alert.infos[0].event) == ("KARO@CLETS.DOJ.CA.GOV", "Child Abduction")


def test_a_signed_alert_is_read_without_its_signature():
    content = (DATA / "canada_signed.cap").read_bytes()
    assert b"SignatureValue" in content and b"Signature" not in write(read(content))


def test_references_come_apart():
    first, second = read((DATA / "canada.cap").read_bytes()).references
    assert (first.sender, first.sent.isoformat()) == ("cap@ec.gc.ca", "2012-05-02T21:45:05+00:00")
    assert second.identifier == "2.49.0.1.124.60f31a3a.2012"


def test_an_envelope_with_several_alerts_is_read_with_read_all():
    content = (DATA / "bushfire_valid.edxlde").read_bytes()
    assert len(read_all(content)) > 1
    with pytest.raises(ValueError, match="read_all"):
        read(content)
