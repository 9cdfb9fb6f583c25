"""What is being put right: the campaign's items and those of the units' plans, and one item with its life."""
