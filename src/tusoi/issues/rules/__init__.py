"""What holds for issues: plain functions over frozen facts."""
