"""What a sampling plan is: one sample, or several one after the other."""

from dataclasses import dataclass

# The acceptance number of a stage at which a lot cannot yet be accepted (# in the tables).
NO_ACCEPTANCE = -1


@dataclass(frozen=True, slots=True)
class Stage:
    """One sample: its size `n`; Ac and Re count what was found up to and with this sample.

    `ac` is `NO_ACCEPTANCE` where a lot cannot be accepted yet.

    Raises
    ------
    ValueError
        `n` is below 1, or not -1 ≤ `ac` < `re`.
    """

    n: int
    ac: int
    re: int

    def __post_init__(self) -> None:
        """Refuse what is no plan."""
        if self.n < 1 or not NO_ACCEPTANCE <= self.ac < self.re:
            raise ValueError(
                f"no stage of a sampling plan: n {self.n}, Ac {self.ac}, Re {self.re}; "
                "n is at least 1, Re is above Ac"
            )


@dataclass(frozen=True, slots=True)
class Plan:
    """A single sampling plan: take `n` units, accept with up to `ac` nonconforming, not from `re`.

    `letter` is the code letter of the row the plan stands in, after arrows were followed (GB/T
    2828.1, 10.3); "" for a plan of no table. Where a plan of MIL-STD-105E leaves a gap between
    `ac` and `re`, a lot within it is accepted and the next one inspected normally.

    Raises
    ------
    ValueError
        `n` is below 1, or not 0 ≤ `ac` < `re`.

    Examples
    --------
    >>> Plan("K", 125, 3, 4).full(120)
    True
    """

    letter: str
    n: int
    ac: int
    re: int

    def __post_init__(self) -> None:
        """Refuse what is no plan."""
        if self.n < 1 or not 0 <= self.ac < self.re:
            raise ValueError(
                f"no sampling plan: n {self.n}, Ac {self.ac}, Re {self.re}; "
                "n is at least 1, Ac at least 0, Re above Ac"
            )

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The one sample."""
        return (Stage(self.n, self.ac, self.re),)

    def full(self, lot_size: int) -> bool:
        """Whether the sample is the whole lot: inspection of 100 %."""
        return self.n >= lot_size


@dataclass(frozen=True, slots=True)
class StagedPlan:
    """A double or multiple sampling plan; a lot undecided after a stage goes on to the next.

    Raises
    ------
    ValueError
        No stage, or acceptance or rejection numbers that fall from one stage to the next.
    """

    letter: str
    stages: tuple[Stage, ...]

    def __post_init__(self) -> None:
        """Refuse what is no plan."""
        pairs = list(zip(self.stages, self.stages[1:], strict=False))
        if not self.stages or any(b.ac < a.ac or b.re < a.re for a, b in pairs):
            raise ValueError(
                "a plan has stages, and its Ac and Re do not fall from one to the next"
            )
