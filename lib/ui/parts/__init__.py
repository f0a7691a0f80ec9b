"""What several pages are made of: cards, tables, charts, filters, lists and their exports."""
