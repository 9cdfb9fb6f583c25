"""Keeping what is recorded: copies made while people work, and a home made from one again."""
