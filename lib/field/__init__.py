"""The page that teams take along: it works without a network and brings back what they answered."""
