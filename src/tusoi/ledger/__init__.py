"""The ledger: the witness of what was told, by whom and when.

Relational rows are the truth; the ledger bears witness to them. Every act adds one entry to each tree
it touches (one tree for the host, one per campaign), and the entry commits to the rows of the act by a
root over their salted digests. The digests are kept row by row, so that the check can name the row
that was changed, added or taken away. Trees are RFC 6962; an entry's position is its sequence.

Words: *act* (what someone did, in one transaction), *entry* (its line), *digest* (what a row commits to),
*fact* (an insert-only row with its day, its telling and its origin).
"""
