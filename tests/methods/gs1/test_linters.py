"""The checks of GS1's dictionary, each on what it takes and what it refuses."""

import pytest
from stdnum import iban

from zhiliang.methods.gs1.linters import CHARACTER_SETS, LINTERS, REASONS
from zhiliang.methods.tables.gs1 import rows

pytestmark = pytest.mark.once

COUPON = "106141416543213150110120"
EXAMPLES = {
    "couponcode": (
        [COUPON, COUPON + "3211231" + "4210101", COUPON + "90000"],
        ["", COUPON + "7", COUPON + "3210101" + "4211231", COUPON[:-1], COUPON + "3211331", "1A"],
    ),
    "couponposoffer": (
        ["00123456000000" + "0123456", "1" + "1" + "1" * 7 + "1" * 6 + "1" * 8],
        ["2"],
    ),
    "csum": (["12345678901231"], ["12345678901232", "1", ""]),
    "csumalpha": (["1987654Ad4X4bL5ttr2310c2K", "22"], ["1987654Ad4X4bL5ttr2310cXK", "2"]),
    "gcppos1": (["1234A"], ["123", "123A5"]),
    "gcppos2": (["A1234"], ["1234", "A123B"]),
    "hasnondigit": (["1a"], ["12"]),
    "hh": (["00", "23"], ["24", "1"]),
    "hhmi": (["0000", "2359"], ["2400", "2360", "235"]),
    "hyphen": (["-", "--"], ["", "-a"]),
    "iban": (
        ["GB82WEST12345698765432"],
        ["GB82WEST12345698765433", "XX82WEST12345698765432", "GB82"],
    ),
    "importeridx": (["-", "Z", "a"], ["!", "", "ab"]),
    "iso3166": (["156", "840"], ["999", "000", "15"]),
    "iso3166999": (["156", "999"], ["998"]),
    "iso3166alpha2": (["CN", "GB"], ["XX", "cn"]),
    "iso4217": (["156", "978"], ["000"]),
    "iso5218": (["0", "9"], ["3", ""]),
    "latitude": (["1800000000"], ["1800000001"]),
    "longitude": (["3600000000"], ["3600000001"]),
    "mediatype": (["01", "10", "80", "99"], ["00", "11", "79"]),
    "mi": (["59"], ["60"]),
    "nonzero": (["0001"], ["0000"]),
    "nozeroprefix": (["10"], ["01"]),
    "packagetype": (["1A", "9", "APE"], ["ZZZ", ""]),
    "pcenc": (["", "a%20b", "%aF"], ["%", "%2", "%2g", "a%%20"]),
    "pieceoftotal": (["0102", "0202"], ["0302", "0002", "0100", "010"]),
    "posinseqslash": (["1/1", "9/10"], ["2/1", "0/1", "1/", "/1", "01/2", "1-2"]),
    "ss": (["00"], ["60"]),
    "winding": (["0", "1", "9"], ["2"]),
    "yesno": (["0", "1"], ["2"]),
    "yymmd0": (["260200", "240229", "000229"], ["260229", "261300", "260132", "26010"]),
    "yymmdd": (["260228", "711231"], ["260200"]),
    "yyyymmdd": (["20000229"], ["19000229", "20260100", "2026010"]),
    "zero": (["00"], ["01"]),
}


def test_every_check_and_character_set_of_the_dictionary_is_known_with_a_reason():
    parts = [part for row in rows().values() for part in row.components]
    named = {name for part in parts for name in part.checks}
    assert named == LINTERS.keys() == EXAMPLES.keys()
    assert {part.cset for part in parts} == CHARACTER_SETS.keys()
    assert REASONS.keys() == LINTERS.keys() | CHARACTER_SETS.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_check_takes_what_is_right_and_refuses_what_is_wrong(name):
    right, wrong = EXAMPLES[name]
    assert all(map(LINTERS[name], right))
    assert not any(map(LINTERS[name], wrong))


@pytest.mark.parametrize(
    "number", ["GB82WEST12345698765432", "DE89370400440532013000", "DE89370400440532013001"]
)
def test_an_account_number_is_judged_as_another_implementation_does(number):
    assert LINTERS["iban"](number) == iban.is_valid(number, check_country=False)


@pytest.mark.parametrize(
    ("text", "right"), [("AB-_", True), ("ABC=", False), ("ABCD==", True), ("A+", False)]
)
def test_padding_of_base_64_must_be_of_whole_groups(text, right):
    assert CHARACTER_SETS["Z"](text) == right
