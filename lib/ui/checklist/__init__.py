"""What the page of checklists is made of."""
