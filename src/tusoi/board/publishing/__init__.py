"""The office's side of publishing: what is proposed, agreed to and taken back, record by record."""
