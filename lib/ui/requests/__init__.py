"""The page of requests: what waits for a second person, and what became of the others."""
