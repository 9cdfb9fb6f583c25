"""Gates: what must be true before a review may be held, said in a sentence.

A gate says what is missing, who can clear it and when to look again; or nothing. To add one, put a file
into `rules/` that declares `GATE`; the folder is the register, one test runs every gate's examples, and
the rulebook is printed from it. What is not stated breaks no gate.
"""
