"""Walks through the genealogy in the database: what came of a lot, where it lay, who had it."""
