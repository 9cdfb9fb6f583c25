"""Rules of the room as plain functions over frozen values: what a session came to, in which order it goes. No Django."""
