"""Whom a delivery speaks of: enterprises and lines, their keys, ids, mergers and what nobody can tell."""
