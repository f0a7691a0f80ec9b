"""What the reader of cells leaves out of a file: hidden rows and columns, cells without a value, merges, epochs."""
