"""What the page of supervision is made of."""
