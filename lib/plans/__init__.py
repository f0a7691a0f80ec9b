"""The plan of a year as a folder: making the next one from the last, and saying what it still lacks."""
