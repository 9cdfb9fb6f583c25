"""Everything of a large campaign as text, made beside the pages: a worksheet could not hold its rows."""
