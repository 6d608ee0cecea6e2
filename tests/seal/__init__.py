"""Sealed packs: written, verified, tampered with."""
