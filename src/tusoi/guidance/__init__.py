"""The texts a campaign rests on: what was issued, its topics, its criteria, its forms.

A *set* is one folder of `catalogue/`: data, no record and no code. The code knows no set's
content; to bring another one, add a folder. A *criterion* is a sign by which people judge a
review: official, provisional (a stand-in while the issued wording is missing) or the
organisation's own.

Anybody may read a set; only a new version of the program changes one.
"""
