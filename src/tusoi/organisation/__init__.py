"""The organisation: units and their dated tree, posts and who holds them, and who is asking.

A *unit* is a code within its *host*; its name, kind and parent stand on dated rows (*standings*), several
per code. A *post* is a code within a unit; a *tenure* says who holds it and from when. Persons appear by
code; a name is never needed.
"""
