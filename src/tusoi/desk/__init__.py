"""The staff's screens that span rooms: the wall, the unit file, my desk, my file.

Its time has not come. A page that needs more than one room will stand here, so that no room has to
know another's pages. Those who hold a role or a post will enter, each seeing what theirs allows.
"""
