"""One file per workbook of a campaign folder, with its columns. `exchange/columns.py` is their register."""
