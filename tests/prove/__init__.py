"""The promises, each measured and then broken on purpose: `./run prove`, told in docs/prove.md.

A promise is one file in `promises/` that declares `PROMISE`; the folder is the register. It is measured in a process
of its own with a home of its own (`one.py`), by what the tests use as well, and the runner (`__main__.py`) says what was reached.
"""
