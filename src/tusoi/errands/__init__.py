"""What is made beside the pages: who asked for it, how far it is, and the file that comes of it.

An *errand* is one such thing: the minutes of a hundred units, the letters of a week. It is cut into *pieces*, each kept as soon
as it is made, so that an errand whose *worker* was killed goes on where it was and each piece is done once. What kinds of errand
there are the rooms above say (`kind.py`, `ERRANDS` in the settings). The queue is django-tasks'; the worker is ours.

Nothing here is a fact and no entry commits to it: an errand goes a day after it was done, and its file with it.
An errand is its asker's alone, by the rights they have when they ask, when it is worked on, and when they fetch what came of it.
"""
