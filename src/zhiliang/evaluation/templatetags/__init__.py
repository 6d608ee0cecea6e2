"""Tags of the evaluation's own pages."""
