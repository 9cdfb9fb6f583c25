"""Opinions: asking for them, and receiving those that need protection.

In this step only the organised asking is kept: who was invited and how many answered. No opinion's text
is taken in.
"""
