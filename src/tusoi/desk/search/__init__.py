"""One search of a campaign: units, items, signed minutes, topics and findings, of what the reader could open."""
