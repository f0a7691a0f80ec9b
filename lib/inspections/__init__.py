"""Joint inspections: what is asked on site."""
