"""Flue gas: conversions, means with enough valid values behind them, flows and rates.

Formula 34 of the standard prints a factor of one millionth that formula 33 has already taken: a
day's amount is the plain sum of its hours, and so it is here.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.online_monitoring.flags import valid
from zhiliang.methods.online_monitoring.wastewater import total
from zhiliang.methods.tables.online_monitoring import (
    FEWEST_VALID,
    MOLAR_VOLUME,
    OXYGEN_OF_AIR,
    STANDARD_PRESSURE,
    STANDARD_TEMPERATURE,
)

Floats = NDArray[np.float64]


def at_standard_state(
    concentration: ArrayLike, *, temperature: ArrayLike, pressure: ArrayLike, static: ArrayLike
) -> Floats:
    """Concentration at 0 °C and 101325 Pa [mg/m³] from that in the stack; as dry or wet as it was.

    `temperature` of the gas [°C], `pressure` of the air [Pa], `static` pressure of the gas [Pa].
    NaN where the gas has no pressure.

    Notes
    -----
    HJ 212-2017, formula 18 (verified).

    Examples
    --------
    >>> round(float(at_standard_state(10, temperature=136.5, pressure=101325, static=0)), 6)
    15.0
    """
    warmth = (STANDARD_TEMPERATURE + _floats(temperature)) / STANDARD_TEMPERATURE
    absolute = _floats(pressure) + _floats(static)
    return _over(_floats(concentration) * STANDARD_PRESSURE * warmth, absolute)


def dry(wet: ArrayLike, moisture: ArrayLike) -> Floats:
    """Dry concentration or oxygen content from the wet one [as given].

    `moisture` is a share [0 to 1]. NaN where the gas is all moisture.

    Notes
    -----
    HJ 212-2017, formula 19 (verified).

    Examples
    --------
    >>> float(dry(9.0, 0.1))
    10.0
    """
    return _over(_floats(wet), 1 - _floats(moisture))


def mass_concentration(volume: ArrayLike, molar_mass: float) -> Floats:
    """Mass concentration at the standard state [mg/m³] from µmol/mol and molar mass [g/mol].

    Notes
    -----
    HJ 212-2017, formula 20 (verified).

    Examples
    --------
    >>> float(mass_concentration(22.4, 64.0))
    64.0
    """
    return _floats(volume) * molar_mass / MOLAR_VOLUME


def nitrogen_oxides(no: ArrayLike, no2: ArrayLike, *, molar_ratio: float) -> Floats:
    """Nitrogen oxides as NO2 [mg/m³] from NO and NO2 measured apart [mg/m³].

    `molar_ratio` is the molar mass of NO2 over that of NO; the standard prints no figure for it.

    Notes
    -----
    HJ 212-2017, formula 21 (verified); 22 is `mass_concentration` of the sum.

    Examples
    --------
    >>> float(nitrogen_oxides(30.0, 4.0, molar_ratio=46 / 30))
    50.0
    """
    return _floats(no) * molar_ratio + _floats(no2)


def period_mean(values: ArrayLike, flags: ArrayLike = "", *, period: str) -> Floats:
    """Mean of the valid values [last axis goes]; NaN where too few are valid.

    `period` is the one that is made: "minute" from at least 12 values, "hour" from 45 minutes,
    "day" from 20 hours. Concentration, oxygen, velocity, temperature, pressure, moisture alike.

    Raises
    ------
    KeyError
        Another period.
    ValueError
        A flag that the standard does not have.

    Notes
    -----
    HJ 212-2017, formulas 23 to 25 (verified).

    Examples
    --------
    >>> hours = [20.0] * 19 + [26.0] + [float("nan")] * 4
    >>> float(period_mean(hours, period="day")), float(period_mean(hours[1:], period="day"))
    (20.3, nan)
    """
    level = _floats(values)
    use = valid(level, np.broadcast_to(np.asarray(flags, dtype=np.str_), level.shape))
    count = use.sum(axis=-1)
    mean = np.where(use, level, 0).sum(axis=-1) / np.maximum(count, 1)
    return np.where(count < FEWEST_VALID[period], np.nan, mean)


def excess_air(oxygen: ArrayLike) -> Floats:
    """Excess air coefficient [1] from dry oxygen content [%]; NaN from 21 % on, which is air.

    Notes
    -----
    HJ 212-2017, formula 27 (verified).

    Examples
    --------
    >>> excess_air([7.0, 21.0]).tolist()
    [1.5, nan]
    """
    return _over(np.float64(OXYGEN_OF_AIR), OXYGEN_OF_AIR - _floats(oxygen))


def at_excess_air(concentration: ArrayLike, *, measured: ArrayLike, required: float) -> Floats:
    """Concentration converted to the excess air that the trade's standard sets [mg/m³].

    Raises
    ------
    ValueError
        `required` is not above zero.

    Notes
    -----
    HJ 212-2017, formula 26 (verified).

    Examples
    --------
    >>> float(at_excess_air(100, measured=1.8, required=1.2))
    150.0
    """
    if not required > 0:
        raise ValueError(f"an excess air coefficient is above zero: {required}")
    return _floats(concentration) * _floats(measured) / required


def at_reference_oxygen(concentration: ArrayLike, *, oxygen: ArrayLike, required: float) -> Floats:
    """Concentration converted to the oxygen that the trade's standard sets, ZsAvg [mg/m³].

    `oxygen` measured dry and `required` [%]. NaN where 21 % or more was measured: that is air, and
    the plant was not burning.

    Raises
    ------
    ValueError
        `required` is not from 0 to below 21.

    Notes
    -----
    HJ 212-2017, formula 28 (verified).

    Examples
    --------
    >>> at_reference_oxygen([100, 100], oxygen=[11.0, 21.0], required=6.0).tolist()
    [150.0, nan]
    """
    if not 0 <= required < OXYGEN_OF_AIR:
        raise ValueError(f"reference oxygen lies from 0 to below 21 %: {required}")
    share = _over(np.float64(OXYGEN_OF_AIR - required), OXYGEN_OF_AIR - _floats(oxygen))
    return _floats(concentration) * share


def hourly_flow(velocity: ArrayLike, *, area: float, field: float = 1.0) -> Floats:
    """Flow in the stack, wet [m³/h], from velocity [m/s] and section [m²].

    `field` is the coefficient of the velocity field, 1 where velocities have it already.

    Notes
    -----
    HJ 212-2017, formulas 29 and 30 (verified).

    Examples
    --------
    >>> float(hourly_flow(10.0, area=2.0))
    72000.0
    """
    return 3600 * area * field * _floats(velocity)


def dry_standard_flow(
    flow: ArrayLike,
    *,
    temperature: ArrayLike,
    pressure: ArrayLike,
    static: ArrayLike,
    moisture: ArrayLike,
) -> Floats:
    """Dry flow at the standard state [m³/h] from that in the stack; arguments as the conversions.

    Notes
    -----
    HJ 212-2017, formula 31 (verified).

    Examples
    --------
    >>> round(float(dry_standard_flow(
    ...     72000, temperature=136.5, pressure=101325, static=0, moisture=0.1)), 6)
    43200.0
    """
    cold = STANDARD_TEMPERATURE / (STANDARD_TEMPERATURE + _floats(temperature))
    absolute = (_floats(pressure) + _floats(static)) / STANDARD_PRESSURE
    return _floats(flow) * cold * absolute * (1 - _floats(moisture))


def emission_rate(concentration: ArrayLike, flow: ArrayLike) -> Floats:
    """Emission rate of each hour [kg/h] from dry concentration [mg/m³] and dry flow [m³/h].

    Notes
    -----
    HJ 212-2017, formula 33 (verified).

    Examples
    --------
    >>> float(emission_rate(50.0, 40000.0))
    2.0
    """
    return _floats(concentration) * _floats(flow) / 1_000_000


def daily_emission(rates: ArrayLike) -> Floats:
    """Emission of a day [kg] from the rates of its hours [kg/h], along the last axis.

    Hours without a rate are left out: fill them first (`fill_in`) where the rules want that.

    Notes
    -----
    HJ 212-2017, formula 34 without its second factor of one millionth.

    Examples
    --------
    >>> float(daily_emission([2.0, 3.0, float("nan")]))
    5.0
    """
    return total(rates)


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def _over(above: ArrayLike, below: ArrayLike) -> Floats:
    top, bottom = np.broadcast_arrays(_floats(above), _floats(below))
    out = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=out, where=bottom > 0)
    return out
