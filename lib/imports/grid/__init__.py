"""A sheet as a grid: which rows are headings, sections, data, totals or notes, and what a sheet is for."""
