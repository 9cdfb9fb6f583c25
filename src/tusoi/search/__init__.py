"""Search: where does something stand, among units, items, minutes, topics, findings and issues?

*A passage* is a text as it is looked through: a unit's name, an item, a topic, a finding, an issue, a section of signed minutes. Passages are
derived from facts, in the transaction that writes them, and say nothing of their own. Whoever asks finds only what they
could open: what is not theirs is not looked through. Nothing of the sealed channel and nothing of a case is a passage.

A room above asks `queries.py`; no page is here.
"""
