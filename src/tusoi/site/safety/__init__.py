"""What the program refuses to start with: one small function for each, in two files.

`configured.py` looks at the settings and the folder, `stored.py` at the open database. To add one: a `Check` there; the
tuples are the register. `tests/test_unsafe.py` wants the way to make it speak. Which witnesses a campaign has is to be
looked at here as soon as there are any.
"""
