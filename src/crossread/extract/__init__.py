"""Room 2: passages become mentions and statements."""
