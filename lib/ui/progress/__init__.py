"""The exit's progress page."""
