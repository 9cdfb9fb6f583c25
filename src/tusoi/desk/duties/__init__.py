"""One file per kind of duty; each declares `DUTY`, with examples that wait and examples that do not.

The folder is the register: to add a duty, add a file. What a duty may look at is `Course` and `Whole` in
`desk/course.py`; what its examples are made of stands in `desk/example_facts.py`.
"""
