"""The tree of units with how far all below each are, and a page for each unit."""
