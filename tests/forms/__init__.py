"""Every HTML form of the house, read off the pages that show it, and sent with what nobody should send; `test_forms.py` does it."""
