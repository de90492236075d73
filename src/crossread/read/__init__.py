"""Room 1: sources become documents and passages."""
