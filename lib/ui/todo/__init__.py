"""The page of what is to be done, and the instructions of the leadership."""
