"""Alphabets, weights and moduli of the organisation code and the unified social credit code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeRule:
    """How a standard makes a check character.

    The characters before it, valued by their place in `alphabet`, are multiplied by `weights` and
    added; the check character is the one of `check_alphabet` whose place makes the sum a multiple
    of `modulus`. Dates are ISO, empty where open or not established.
    """

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    alphabet: str
    weights: tuple[int, ...]
    check_alphabet: str
    modulus: int


# The formulas give the check characters of the company codes in the tests; clause numbers, the
# first day of GB 11714-1997 and the alphabets of the first two places of GB 32100 were not
# compared with the printed standards.
GB_11714_1997 = CodeRule(
    standard="GB 11714-1997",
    clause="",
    in_force_from="",
    in_force_to="",
    certainty="待核",
    alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    weights=(3, 7, 9, 10, 5, 8, 4, 2),
    check_alphabet="0123456789X",
    modulus=11,
)

GB_32100_2015 = CodeRule(
    standard="GB 32100-2015",
    clause="",
    in_force_from="2015-10-01",
    in_force_to="",
    certainty="secondary",
    alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY",
    weights=(1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28),
    check_alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY",
    modulus=31,
)
