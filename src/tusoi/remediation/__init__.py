"""Remediation: solution groups and items, who owes them and by when, and how far each is.

Claimed is not verified: nothing is done before someone independent has verified it, and overdue is derived.
"""
