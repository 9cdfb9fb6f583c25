"""Issues: what many voices come to. Each is accepted or explained by a named post, and keeps where it came from and went."""
