"""The tree of units with how far all below each are, a page for each unit; and the units found by name or code."""
