"""The page of the thresholds by which counts of persons are told."""
