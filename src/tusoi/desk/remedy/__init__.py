"""The page of a unit's remedy plan."""
