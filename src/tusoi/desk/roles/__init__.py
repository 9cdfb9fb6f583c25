"""Who holds which role, granted by two persons; and who is whose kin, as the two bodies declare."""
