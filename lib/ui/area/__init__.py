"""The page of an area."""
