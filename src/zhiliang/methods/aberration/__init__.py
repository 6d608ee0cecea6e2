"""Outbreak detection: weeks with more complaints, failures or injuries than is usual.

Counts are time × units, weeks are row numbers; each detector answers with a `Detection`.
"""

from zhiliang.methods.aberration.detection import Detection
from zhiliang.methods.aberration.flexible import farrington_flexible

__all__ = ["Detection", "farrington_flexible"]
