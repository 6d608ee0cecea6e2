"""How plans, lists, draws, samples, objections and post-processing are listed and moved on."""

from zhiliang.systems.sampling.pages import (
    cases,
    draws,
    lists,
    objections,
    plans,
    receipts,
    rectifications,
)

__all__ = ["cases", "draws", "lists", "objections", "plans", "receipts", "rectifications"]
