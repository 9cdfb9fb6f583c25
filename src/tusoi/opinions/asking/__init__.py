"""Opinions asked for, on record: who is invited, by which link or hand they answer, and what they say."""
