"""Preparation: self-reviews made ready, topics suggested by the superior, and the explanations that answer them."""
