"""Room 4: what the sources amount to."""
