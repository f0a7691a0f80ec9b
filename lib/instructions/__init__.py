"""Instructions of the leadership (交办): given about any number or row, replied to, handed back, done."""
