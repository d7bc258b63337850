"""What is stored here about people: who is named on public pages, and who wrote to the office."""
