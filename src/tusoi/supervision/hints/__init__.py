"""One file per signal computed from data. A hint may help a group, it never decides; none is written yet."""
