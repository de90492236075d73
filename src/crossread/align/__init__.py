"""Room 3: what is the same across sources, and who copied whom."""
