"""What strings do: pure functions on text."""
