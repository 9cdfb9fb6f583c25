"""The page of what a unit's review found."""
