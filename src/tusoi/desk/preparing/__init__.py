"""The pages of preparation: topics and their explanations, self-reviews. They span preparation, meetings and figures."""
