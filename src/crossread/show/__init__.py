"""The roof: one choice of words, two faces."""
