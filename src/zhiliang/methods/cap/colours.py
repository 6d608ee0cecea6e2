"""Colours of warnings of emergencies and the severity that CAP gives them."""

from zhiliang.methods.tables import cap as tables

COLOURS = tables.colours()  # gravest first


def severity_of(colour: str) -> str:
    """Return the severity of CAP for a colour: red, 红 or 红色.

    The grades come from the law, the severities are configuration. Urgency and certainty are
    of the assessment and have no colour.

    Raises
    ------
    ValueError
        No colour of warnings.

    Examples
    --------
    >>> severity_of("red"), severity_of("橙色")
    ('Extreme', 'Severe')
    """
    wanted = colour.strip().casefold().removesuffix("色")
    found = next((one for one in COLOURS if wanted in (one.colour, one.zh)), None)
    if found is None:
        raise ValueError(f"a warning is red, orange, yellow or blue, not {colour!r}")
    return found.severity
