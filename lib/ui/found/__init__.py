"""What the page of what was found on site is made of."""
