"""The issue desk: voices, the issues they come to, and where each goes."""
