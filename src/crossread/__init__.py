"""Crossread reads many accounts of the same events and shows what they agree on, dispute, leave out and copied."""

__version__ = "0.1.0"
