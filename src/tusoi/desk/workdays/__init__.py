"""The page of the host's working days."""
