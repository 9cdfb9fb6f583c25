"""Discipline: case files by code and post, and the inspections a unit waits for.

A *case* has a *subject* (an organisation or a member, by post). What a return tells of it are its *steps*
with their days: found, concluded, recorded as serious, reviewed, decided. A case opened here is *sealed*: its
file (`files.py`) is for its named readers and, from the notice on, for its subject (`access.py`); acts on it
(`handling/`) are held against the rules (`rules/`, one file each; the folder is the register). A decision that
applies a form makes it known as a return would. An *inspection* is awaited, concluded, and each person's
responsibility settled. Nobody else may read these models; others ask the queries.
"""
