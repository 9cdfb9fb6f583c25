"""The sealed opinions on the desk: of those who keep the key, of the office, of the unit a digest is about."""
