"""Where the public's pages and the open data begin; by itself, so that settings can ask for it before Django is set up."""

PAGES = "/cong-khai/"
DATA = "/du-lieu/"
FOR_THE_OFFICE = "/du-lieu/v1/office/"
"""What is asked for with a token: for that office alone, and kept by no cache."""
