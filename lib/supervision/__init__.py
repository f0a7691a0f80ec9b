"""Supervision of the governments of areas: what was found, what followed, what proves it; never of an enterprise."""
