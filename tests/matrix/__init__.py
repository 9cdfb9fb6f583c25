"""The authorisation matrix: every address, method and state asked for by everybody there is; `test_matrix.py` walks it."""
