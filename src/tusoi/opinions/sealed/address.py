"""Where the way in without a trace begins; by itself, so that settings can ask for it before Django is set up."""

PREFIX = "/gop-y/"
