"""Evidence files of an item: only pictures, PDF and plain text come in, and what is kept is written anew, never what was sent.

`cleaning` judges a file and has it written anew by `cleaner`, a program of its own within narrow limits; `store` keeps
what came of it, and says what there is. Nothing else of the house opens a picture or a PDF that somebody sent.
"""
