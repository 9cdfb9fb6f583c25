"""What changed hands: units that ended, posts that passed on, what was open then, and whether anything answers to nobody."""
