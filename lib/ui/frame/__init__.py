"""What every page stands in: menu, title, address, register, words, turns and saving."""
