"""The minutes of a review: drawn, written, corrected, dissented from, signed by four, locked, added to.

Drafts and corrections are work in progress and told to the work tree; dissent, signatures and what comes after
count, and are told to the campaign's. An act of the second kind holds both trees, so that nobody signs a text
while somebody else writes the next version.
"""
