"""Units of quantities as trace events write them (UN/ECE Recommendation 20), in people's words."""

from zhiliang.core.language import pick

NAMES = {
    "KGM": ("千克", "kg"),
    "GRM": ("克", "g"),
    "MGM": ("毫克", "mg"),
    "TNE": ("吨", "t"),
    "LTR": ("升", "L"),
    "MLT": ("毫升", "mL"),
    "MTR": ("米", "m"),
    "MTK": ("平方米", "m²"),
    "MTQ": ("立方米", "m³"),
    **dict.fromkeys(("EA", "C62", "H87"), ("件", "pcs")),
}
"""Code, Chinese and English."""


def unit_words(unit: str) -> str:
    """The unit in the reader's language; one that is no code stands as it was written."""
    return pick(*NAMES[unit]) if unit in NAMES else unit
