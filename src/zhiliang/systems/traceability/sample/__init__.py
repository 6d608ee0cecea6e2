"""A made-up chain of milk, meat and rice cookers; no firm here exists, nothing here happened.

Numbers begin with 952, which GS1 keeps for examples.
"""
