"""Campaigns: a round of review over a tree of units.

A *campaign* has *terms* (titles, blocks, bodies, the day it is due, the guidance it rests on), *memberships*
(which unit is in which block, dated), one *review* owed per collective and per leader, the chair named, the
*working groups* and the units they are given, and the reason an office states for a review not yet held.
"""
