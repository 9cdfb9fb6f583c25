"""What may be said of a figure about persons: hidden, rounded, or as it is. Plain values: no Django, no clock, no figures.

`whom.py` says whom a number counts, `catalogue.py` lists every table about persons, `rules.py` holds the thresholds,
`fitting.py` looks for tables that fit what a reader knows, `protecting.py` decides, `words.py` says it in a sentence.
`figures/disclosed.py` is the one place where pages, exports, the interface and reports ask.
"""
