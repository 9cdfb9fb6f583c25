"""Rules over cases: plain functions, each with its source."""
