"""The overview page: who is silent, and what is taken along."""
