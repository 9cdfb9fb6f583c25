"""What the public may see of a campaign, and how it was counted; open data and the interface to it.

Its time has not come. It will show counts only, each with its definition and its basis, never a
person, and small counts only where the competent body has disclosed them. Anybody may enter.
"""
