"""Discipline: case files by code and post, and the inspections a unit waits for.

A *case* has a *subject* (an organisation or a member, by post) and *steps* with their days: found, concluded,
recorded as serious, reviewed, decided. An *inspection* is awaited, concluded, and each person's
responsibility settled. Nobody else may read these models; others ask the queries.
"""
