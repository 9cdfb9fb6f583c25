"""Which figures the public may see, and in which words. Plain functions: no Django, no clock."""

FIGURES = (
    "units_reviewed",
    "units_not_reviewed",
    "working_groups",
    "verdicts",
    "remediation_items",
    "remedy_plans",
)
"""A fixed list: each counts organisations or items, and none counts persons or opinions. A report that was published may
print others, which the competent body disclosed with it; nothing here adds to them."""
