"""Room 5: one file that keeps everything."""
