"""Exchange: an office's workbooks in and out.

A campaign folder is a `dot-kiem-diem.toml` and workbooks. Every column is declared once, in
`sheets/`; reader, checks, blank workbooks, the schema and the printed documentation all come
from that declaration. A folder is read and checked whole, every fault at once, and then told to
the rooms in one transaction or not at all (`tell.py`), and everything goes out again as the same
workbooks (`retell.py`, `export.py`): loaded again, they change nothing.
"""
