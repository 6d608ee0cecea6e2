"""Figures of supervision sampling: from records where they are kept, else as returned."""
