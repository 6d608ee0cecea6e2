"""Organisation codes (GB 11714-1997) and unified social credit codes (GB 32100-2015).

Both standards write capital letters only. These functions judge a code as it stands: lower case,
full-width forms, spaces and other separators are refused, so that what is stored as a code is
always the same text. Cleaning what a clerk typed is the form's work.
"""

import re

from zhiliang.methods.tables.identity_codes import GB_11714_1997, GB_32100_2015, CodeRule

ORGANISATION_CODE = re.compile(r"([0-9A-Z]{8})-?([0-9X])")
# Registering department and kind of organisation, place code, organisation code, check character.
USCC = re.compile(
    r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}([0-9A-HJ-NPQRTUWXY]{8}[0-9X])[0-9A-HJ-NPQRTUWXY]"
)


def organisation_code_check_character(body: str) -> str:
    """Check character of the eight characters of an organisation code.

    The weighted values of the eight (digits 0 to 9, letters A = 10 to Z = 35) and of the check
    character (X = 10) add up to a multiple of 11. GB 11714-1997.

    Raises
    ------
    ValueError
        `body` is not eight characters of 0-9 and A-Z.

    Examples
    --------
    >>> organisation_code_check_character("D2143569")
    'X'
    """
    return _check_character(body, GB_11714_1997)


def uscc_check_character(body: str) -> str:
    """Check character of the first 17 characters of a unified social credit code.

    The weights are 3 to the power 0, 1, 2 …, modulo 31. GB 32100-2015.

    Raises
    ------
    ValueError
        `body` is not 17 characters of the standard's 31 (no I, O, S, V, Z).

    Examples
    --------
    >>> uscc_check_character("91350100M000100Y4")
    '3'
    """
    return _check_character(body, GB_32100_2015)


def is_valid_organisation_code(code: object) -> bool:
    """Whether `code` is an organisation code with its right check character. Never raises.

    Written with or without the hyphen before the check character. Where all nine characters are
    digits, every single wrong digit and every swap of two is caught. A letter is not told from a
    character whose value differs by 11, 22 or 33 (0, B, M and X; A, L and W): modulo 11 they
    are the same. GB 11714-1997.

    Examples
    --------
    >>> is_valid_organisation_code("D2143569-X"), is_valid_organisation_code("D2143569X")
    (True, True)
    >>> is_valid_organisation_code("D2143569-0"), is_valid_organisation_code(None)
    (False, False)
    """
    found = ORGANISATION_CODE.fullmatch(code) if isinstance(code, str) else None
    return found is not None and organisation_code_check_character(found[1]) == found[2]


def is_valid_uscc(code: object) -> bool:
    """Whether `code` is a unified social credit code, both check characters right. Never raises.

    Places 9 to 17 are the organisation code, so its own check character must hold too: a code
    with a right last character round a wrong organisation code is refused. Places 3 to 8 must be
    digits but are not compared with a list of places, and places 1 and 2 (department and kind)
    may be any of the standard's characters, because both lists have grown since 2015.

    Every single wrong character is caught, and every swap of two characters except of the first
    with the last, which carry the same weight. GB 32100-2015.

    Examples
    --------
    >>> is_valid_uscc("91350100M000100Y43")
    True
    >>> is_valid_uscc("91350100M000100Y4X"), is_valid_uscc("91350100m000100y43")
    (False, False)
    """
    found = USCC.fullmatch(code) if isinstance(code, str) else None
    if found is None or not is_valid_organisation_code(found[1]):
        return False
    return uscc_check_character(found[0][:-1]) == found[0][-1]


def organisation_code_of(uscc: str) -> str:
    """Take the organisation code, without hyphen, out of a unified social credit code.

    Raises
    ------
    ValueError
        `uscc` is not valid.

    Examples
    --------
    >>> organisation_code_of("91350100M000100Y43")
    'M000100Y4'
    """
    if not is_valid_uscc(uscc):
        raise ValueError(f"not a valid unified social credit code: {uscc!r}")
    return uscc[8:17]


def _check_character(body: str, rule: CodeRule) -> str:
    values = [rule.alphabet.find(character) for character in body]
    if len(values) != len(rule.weights) or min(values) < 0:
        raise ValueError(
            f"{rule.standard}: {len(rule.weights)} characters of {rule.alphabet}, not {body!r}"
        )
    total = sum(value * weight for value, weight in zip(values, rule.weights, strict=True))
    return rule.check_alphabet[-total % rule.modulus]
