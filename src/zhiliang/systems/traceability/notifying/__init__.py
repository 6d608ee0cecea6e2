"""Subscriptions: where results may be sent, when, and how they are signed."""
