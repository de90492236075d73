"""What things are: frozen records that every room speaks in; imports nothing but errors and the standard library."""
