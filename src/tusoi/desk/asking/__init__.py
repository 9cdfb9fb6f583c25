"""Pages of opinions asked for: who is invited and has answered, the letter and the link, and the pages of the invited."""
