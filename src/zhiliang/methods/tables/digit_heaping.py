"""Thresholds and plain words of the checks on reported figures. Configuration: nobody set them.

A check says nothing below the number of figures at which even the extreme outcome could not be
told from chance: fewer than five expected figures for a digit (the usual rule of the chi-square
test), or a most extreme outcome that chance alone brings more often than once in a thousand times.
"""

from dataclasses import dataclass
from fractions import Fraction

LEAST_EXPECTED = 5
RARE = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Check:
    """What a check looks at and what it does and does not mean, Chinese and English.

    `zh` and `en` take the number of figures {n} and of hits {hits}.
    """

    key: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str


TOO_FEW = (
    "只有{n}个可用的数，不足{minimum}个，这项检查不作说明。",
    "Only {n} usable figures, fewer than {minimum}: this check says nothing.",
)
NO_VERDICT = (
    "这只是提示查看原始记录的线索，不是造假的结论。",
    "This is a reason to look at the original records, not a finding of falsification.",
)

LAST_DIGITS = Check(
    key="last_digits",
    zh="{n}个数的末位数字中，最常见的数字出现{hits}次；各数字机会均等时，每个约占十分之一。",
    en="Of {n} last digits the most frequent one comes {hits} times; with equal chances each would "
    "come about one time in ten.",
    meaning_zh="末位数字集中，常见于估数、凑数或习惯取整；量程很窄、只能取少数几个值的指标也会这样。",
    meaning_en="Uneven last digits are common where figures are estimated, adjusted or habitually "
    "rounded; an indicator that can take only few values shows them too.",
)
ZERO_OR_FIVE = Check(
    key="zero_or_five",
    zh="{n}个数中有{hits}个末位是0或5；各数字机会均等时约占五分之一。",
    en="{hits} of {n} figures end in 0 or 5; with equal chances about one in five would.",
    meaning_zh="偏爱0和5常见于目测或凭印象填报；按规定取整到5的仪器或口径也会这样。",
    meaning_en="A liking for 0 and 5 is common where figures are judged by eye or from memory; an "
    "instrument or definition that rounds to 5 shows it too.",
)
ROUND_FIGURES = Check(
    key="round_figures",
    zh="{n}个写得更细的数中，有{hits}个恰是所查步长的整数倍。",
    en="{hits} of {n} figures written more finely are exact multiples of the step looked at.",
    meaning_zh="整数过多常见于先定结果再填数；封顶的指标（如100%）和按整数下达的定额也会这样。",
    meaning_en="Too many round figures are common where the result was settled first; an indicator "
    "with a ceiling (100 per cent) or quotas set in whole numbers show them too.",
)
JUST_REACHED = Check(
    key="just_reached",
    zh="目标值上下同宽的两段里共有{n}个数，其中{hits}个刚好达到目标。",
    en="Of {n} figures in two bands of equal width beside the target, {hits} have just reached it.",
    meaning_zh="刚过线的远多于差一点的，常见于为过线而调数；照目标努力、到线即止也会这样。",
    meaning_en="Far more just past the line than just short of it is common where figures are "
    "moved across; working towards the target and stopping there shows it too.",
)
REPEATED = Check(
    key="repeated",
    zh="{n}个有两年数字的单位中，有{hits}个两年的数完全相同。",
    en="Of {n} units with figures of two years, {hits} report exactly the same figure again.",
    meaning_zh="相同的多于随机打乱的情形，常见于照抄上年；变化慢、封顶或取值少的指标也会这样。",
    meaning_en="Copying last year's figures makes more of them equal than shuffling one year "
    "would; an indicator that moves slowly, has a ceiling or few values shows it too.",
)
