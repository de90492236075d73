"""Measure Crossread: the accounts corpus, its checks, and the scorecards.

This package is not part of `crossread` itself: it reads corpora, compares the case export (EXPORT.md) with gold,
and prints figures.
"""

__version__ = "0.1.0"
