"""The pages of figures: all of them, one with the rows behind it, and how far a large campaign's counting is."""
