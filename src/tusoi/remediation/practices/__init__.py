"""Good practice that travels: claimed by a unit, checked by somebody independent, adopted by others with a result, dropped where it failed."""
