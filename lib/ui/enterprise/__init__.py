"""The file of one enterprise."""
