"""Rules over what is published: plain functions."""
