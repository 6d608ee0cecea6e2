"""质量: from the records of quality governance to an annual evaluation anyone can recompute."""

__version__ = "0.1.0"
