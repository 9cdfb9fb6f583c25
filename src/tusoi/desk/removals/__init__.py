"""Words taken out of the record by decision: proposed by the office, confirmed by the inspection commission, listed for good."""
