"""Vietnamese text: one normal form, folding for search (đ too), the order of the dictionary.

No Django. Two spellings of tone placement (hoà, hòa) stay two spellings; only the folded form is one.
"""
