"""The trace explorer: what a reader may see of a trace, grouped by tiers and drawn."""
