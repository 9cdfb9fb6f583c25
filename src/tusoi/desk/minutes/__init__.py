"""The minutes of a unit's review: what its pages show, and the pages."""
