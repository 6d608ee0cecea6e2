"""Figures of traceability: from records where they are kept, else as returned."""
