"""One file for each promise; the number in its name is that of its line."""
