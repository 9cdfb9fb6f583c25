"""The trustees' room: a page on a trustee's own machine, with plain files and no campaign database.

`files.py` is the folder on the trustees' stick, `table.py` what lies on the table while two of them sit there,
`grouping.py` finds what many wrote alike, `pages.py` the loopback page. Opened texts are in memory only.
"""
