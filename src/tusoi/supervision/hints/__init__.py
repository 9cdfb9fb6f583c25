"""One file per signal computed from data; the folder is the register.

A hint declares `HINT`: code, name, source, sentence with its slots, a pure `look`, and examples, at least one
that speaks and one that is silent. It may help a group, it never decides: no mark is ticked by it. Which
hints stand beside which sign says the guidance (`hints` in `criteria.toml`).
"""
