"""The standards page."""
