"""Stories across rooms, the permission table, architecture and documentation; the cast."""
