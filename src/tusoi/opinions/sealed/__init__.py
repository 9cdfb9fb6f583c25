"""The dared channel: opinions sealed to a key that is not on the server.

`protocol/` is what both sides hold to (no Django); `intake.py`, `batches.py`, `results.py` and `retention.py`
are the server's acts, `doorway.py` and `pages.py` its addresses under /gop-y/; `room/` runs on a trustee's
own machine and knows no database.

Words: *receipt* (what a contributor keeps; nobody else has it), *spool* (opinions since the last batch),
*batch* (opinions released together, shuffled), *trustee* (one of those who together hold the key),
*digest* (what two trustees wrote of several opinions, unverified).
"""
