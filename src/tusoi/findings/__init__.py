"""Findings: shortcomings a review found, with their cause, answerable post and address."""
