"""How the water of a section and of a river system is called."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.tables.surface_water import LEAST_SECTIONS, SECTION_WORDS, SYSTEM_BANDS
from zhiliang.methods.water.classes import sample_classes

SHARES, MEANS = "shares of classes", "mean concentrations"

Section = Mapping[str, Exact | None]


@dataclass(frozen=True, slots=True)
class SystemQuality:
    """What a river system is called (Chinese, English), and why.

    `counts` are the sections of classes I to inferior to V; `unrated` had no value. `of_means` is
    the class of the mean concentrations where there are too few sections for shares. No words
    where nothing was rated.
    """

    words: tuple[str, str] | None
    method: str
    counts: tuple[int, ...]
    unrated: int
    of_means: int | None = None


def section_words(rated: int) -> tuple[str, str]:
    """Words for the class of a section [1 to 6], Chinese and English.

    Raises
    ------
    ValueError
        Not a class.

    Examples
    --------
    >>> section_words(3), section_words(6)[0]
    (('良好', 'good'), '重度污染')
    """
    if not 1 <= rated <= len(SECTION_WORDS):
        raise ValueError(f"a class is 1 to 6, not {rated}")
    return SECTION_WORDS[rated - 1]


def system_of_classes(classes: Sequence[int]) -> SystemQuality:
    """Call a system of five or more sections by the shares of their classes [0 to 6; 0 unrated].

    Shares are taken of the rated sections, in whole numbers.

    Raises
    ------
    ValueError
        Fewer than five rated sections (`river_system` takes their values), or no class.

    Notes
    -----
    环办〔2011〕22号 as the city of Shenzhen prints it (secondary). Where that page says fewer than
    five and more than five, five counts as enough.

    Examples
    --------
    >>> system_of_classes([2, 2, 3, 4, 6]).words
    ('中度污染', 'moderately polluted')
    """
    counts = Counter(int(rated) for rated in classes)
    if unknown := counts.keys() - set(range(7)):
        raise ValueError(f"a class is 0 to 6, not {sorted(unknown)}")
    sections = sum(counts[rated] for rated in range(1, 7))
    if sections < LEAST_SECTIONS:
        raise ValueError(f"{sections} rated sections are too few for shares of classes")
    words = next(
        band.words
        for band in SYSTEM_BANDS
        if 100 * sum(counts[rated] for rated in band.classes) >= band.at_least * sections
    )
    return SystemQuality(words, SHARES, _counts(counts), counts[0])


def river_system(sections: Sequence[Section], *, water: str, on: date) -> SystemQuality:
    """Call a river, its system or a lake by its sections' values [mg/L], as exact numbers.

    From five rated sections on by the shares of their classes; with fewer, each factor's mean over
    the sections that have it is rated by the single factor.

    Raises
    ------
    TypeError
        A value is a float.
    ValueError
        As `class_gb3838`.

    Notes
    -----
    环办〔2011〕22号 (secondary).

    Examples
    --------
    >>> from datetime import date
    >>> two = [{"cod": 10, "ph": 7}, {"cod": 40, "ph": 8}]
    >>> found = river_system(two, water="river", on=date(2024, 5, 1))
    >>> found.words, found.of_means
    (('轻度污染', 'lightly polluted'), 4)
    """
    classes = [_class(section, water, on) for section in sections]
    if sum(rated > 0 for rated in classes) >= LEAST_SECTIONS:
        return system_of_classes(classes)
    counts = Counter(classes)
    of_means = _class(_means(sections), water, on)
    words = section_words(of_means) if of_means else None
    return SystemQuality(words, MEANS, _counts(counts), counts[0], of_means or None)


def _counts(counts: Counter[int]) -> tuple[int, ...]:
    return tuple(counts[rated] for rated in range(1, 7))


def _class(section: Section, water: str, on: date) -> int:
    return max(sample_classes(section, water=water, on=on).values(), default=0)


def _means(sections: Sequence[Section]) -> dict[str, Exact | None]:
    found: dict[str, list[Fraction]] = {}
    for section in sections:
        for factor, value in section.items():
            if value is not None:
                found.setdefault(factor, []).append(exact(value))
    return {factor: sum(own, Fraction(0)) / len(own) for factor, own in found.items()}
