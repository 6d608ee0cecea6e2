"""Outbreak detection: weeks with more complaints, failures or injuries than is usual.

Counts are time × units, weeks are row numbers; each detector answers with a `Detection`.
"""

from zhiliang.methods.aberration.bayes import bayes, rki
from zhiliang.methods.aberration.cusum import cusum
from zhiliang.methods.aberration.detection import Detection
from zhiliang.methods.aberration.ears import ears
from zhiliang.methods.aberration.farrington import farrington
from zhiliang.methods.aberration.flexible import farrington_flexible
from zhiliang.methods.aberration.glr import glr_nb
from zhiliang.methods.aberration.seasonal import Usual, seasonal_mean

__all__ = [
    "Detection",
    "Usual",
    "bayes",
    "cusum",
    "ears",
    "farrington",
    "farrington_flexible",
    "glr_nb",
    "rki",
    "seasonal_mean",
]
