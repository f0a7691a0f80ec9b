"""Reports: what areas state, what the city freezes, publishes and sends to the province."""
