"""The page of a unit's gates, and of the waivers asked of them."""
