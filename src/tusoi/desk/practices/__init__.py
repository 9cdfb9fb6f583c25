"""Good practice on its pages: the list with its search, one practice with its life and those who adopted it."""
