"""Supervision: a working group's marks against the criteria and its verdict on the quality of the review.

A finding on one sign does not by itself fail a review; the verdict is a reasoned act of people.
"""
