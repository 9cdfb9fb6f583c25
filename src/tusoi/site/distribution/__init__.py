"""Beyond one machine: which table stands where on a PostgreSQL with the Citus extension, and the statements that bring it there.

`declared.py` says where each model stands, `plan.py` what is still to be done; `tusoi distribute` does it. Never run on a true Citus.
"""
