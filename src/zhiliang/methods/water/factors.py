"""Names, units and codes of what is measured in water, and values brought to the limits' unit."""

from fractions import Fraction

from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.tables.organic_factors import DISCHARGE_FACTORS, DRINKING_FACTORS
from zhiliang.methods.tables.water_factors import CODES_2005, FACTORS, Factor

BY_KEY = {one.key: one for one in (*FACTORS, *DRINKING_FACTORS, *DISCHARGE_FACTORS)}
BY_CODE = {one.code: one for one in BY_KEY.values() if one.code}


def factor(key: str) -> Factor:
    """Look up a factor by its key.

    Raises
    ------
    KeyError
        No such factor.

    Examples
    --------
    >>> factor("ammonia_nitrogen").zh, factor("ammonia_nitrogen").code
    ('氨氮', 'w21003')
    """
    return BY_KEY[key]


def factor_of_code(code: str) -> Factor | None:
    """Look up a factor by its code of HJ 212-2017 or 2005, None where these tables have none.

    Examples
    --------
    >>> factor_of_code("w01018").key, factor_of_code("011").key, factor_of_code("w99999")
    ('cod', 'cod', None)
    """
    return BY_CODE.get(CODES_2005.get(code, code))


def in_limit_unit(code: str, value: Exact) -> Fraction:
    """Bring a value sent under a code of HJ 212-2017 or 2005 into the unit of the limits.

    Loggers are to send mercury, cadmium, arsenic and others in µg/L (Annex B); whether one does is
    not to be seen from the packet.

    Raises
    ------
    KeyError
        A code without a factor in these tables.
    TypeError
        `value` is a float.

    Examples
    --------
    >>> in_limit_unit("w20111", 50), in_limit_unit("w01018", 50)
    (Fraction(1, 20), Fraction(50, 1))
    """
    return exact(value) * BY_CODE[CODES_2005.get(code, code)].scale
