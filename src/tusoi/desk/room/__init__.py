"""The pages of a unit's sessions and of the room: they need the review's stage, which the figures give.

What is done stands in meetings (`room.py`, `noting.py`); the room's script and style are that room's own too.
Who may: the unit's file is open to whoever sees the unit, the room to whoever holds its sessions.
"""
