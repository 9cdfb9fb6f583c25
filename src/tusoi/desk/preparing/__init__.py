"""The pages of preparation: topics and their explanations, evidence, self-reviews. They span preparation, meetings and figures."""
