"""Issues: what many voices come to. In this step, how many issues a round of opinions came to."""
