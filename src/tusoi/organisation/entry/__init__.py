"""The door: password and second factor, what a session holds, one-time links, tries counted, factors reset.

A *factor* is a code application, a passkey, or a paper code in their stead; a session is *full* once a second
factor was shown in it, and *fresh* while somebody has lately shown that it is still them. What a session holds
stands in `held`, who may try how often in `tries`, the factors themselves in `factors`.
"""
