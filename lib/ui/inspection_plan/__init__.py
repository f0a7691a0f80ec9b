"""What the page of inspection plans is made of."""
