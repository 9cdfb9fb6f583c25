"""Two campaigns of one host, one after the other: what is open from last time, what came again, figure by figure."""
