"""Foreign files are read here: in a child process that may use so much memory and time, and whose end harms nobody."""
