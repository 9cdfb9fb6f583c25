"""Figures: what is counted, as of a day and as known by a moment, and which sums must agree.

A figure is a file in `definitions/`: a plain function from the campaign's records to rows, part by part.
Its numbers are the sums of those rows and nothing else, so every number can be followed to the rows
behind it. Sums that must agree are declared with the figures; if two do not, there is no report.
"""
