"""How far texts are read, how a model is trained, what counts as alike. Configuration: ours.

Nobody set these. `LEAST_SIMILAR` was chosen on made-up texts; an office that has texts of its own
should look at pairs around it (docs/explanation/complaint-text.md).
"""

LONGEST = 20_000
"""Characters of a text that are read; what follows is not looked at."""
LONGEST_COMPARED = 2_000
"""Characters of a text that are compared with others."""
LONG_NUMBER = 5
"""From so many digits on a number says who or which order, not what: all such read alike."""
SUGGESTED = 3
WORDS_SHOWN = 5
LEAST_SIMILAR = 0.5
"""Share of pairs of characters in common from which a text may be a repetition."""

FEATURES = 2**16
GRAMS = (1, 3)
EPOCHS = 10
PENALTY = 1e-5
LEAST_ROWS = 50
"""Confirmed complaints with a label, below which no model is trained."""
HELD_OUT = 5
"""One text in so many is kept from training and tells how good the model is."""
BANDS = 10
"""Bands of probability in which calibration is told."""
