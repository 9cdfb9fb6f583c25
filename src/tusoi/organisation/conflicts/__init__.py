"""The rules on conflicts of interest (COI-1 to COI-13), one file each; the folder is the register.

A file here declares `RULE`. Most judge facts that the action hands them, inside its transaction; a rule
that another room already holds (a gate, a rule over cases) only names the place.
"""
