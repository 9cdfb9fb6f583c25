"""Rules over items: plain functions."""
