"""Plain value types that every room speaks: wordings, days, periods, shares, origins, moments.

No Django and no record of any room. Only `clock` reads the clock.
"""
