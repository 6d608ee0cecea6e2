"""When an estimated share is fit to be published: limits and the words for what was found.

The limits of NCHS are those of a published standard of another country, which nobody ordered here:
to use them is configuration. Parker, Talih, Malec and others (2017): National Center for Health
Statistics Data Presentation Standards for Proportions, Vital and Health Statistics 2(175), table on
page 2 (public domain; revised 2018 and 2021, limits unchanged). Read in quotation (待核).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """Why a share is not shown or should be looked at, Chinese and English."""

    key: str
    zh: str
    en: str


# The standard's limits: sample and effective sample, widths of the 95 % interval, degrees.
NCHS_SAMPLE = 30
NCHS_NARROW, NCHS_WIDE = 0.05, 0.30
NCHS_RELATIVE = 1.30
NCHS_DEGREES = 8

TOO_FEW = Note("too_few", "样本量不足，数字不予公布。", "Too few were tested to publish a figure.")
TOO_WEAK = Note(
    "too_weak",
    "有效样本量不足，数字不予公布。",
    "The effective sample is too small to publish a figure.",
)
TOO_WIDE = Note(
    "too_wide",
    "置信区间过宽，数字不予公布。",
    "The confidence interval is too wide to publish a figure.",
)
TOO_WIDE_FOR_SIZE = Note(
    "too_wide_for_size",
    "相对于数值本身，置信区间过宽，数字不予公布。",
    "The confidence interval is too wide for the size of the figure to publish it.",
)
NONE_OR_ALL = Note(
    "none_or_all",
    "全部合格或全部不合格，公布前须经统计人员复核。",
    "All or none passed: a statistician looks at it before publication.",
)
FEW_DEGREES = Note(
    "few_degrees",
    "抽样单元太少，公布前须经统计人员复核。",
    "Few primary sampling units: a statistician looks at it before publication.",
)
COMPLEMENT = Note(
    "complement",
    "合格率可以公布，其不合格率可能不可靠。",
    "The pass rate may be shown; its complement may be unreliable.",
)
