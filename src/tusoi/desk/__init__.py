"""The staff's screens that span rooms: the wall, the unit file and its acts, figures, groups, items, the ledger.

A page that needs more than one room stands here, so that no room has to know another's pages. Each reader sees
what their *reach* holds; an *act* is a small form, one action of a room and one line of the ledger.
"""
