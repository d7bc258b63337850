"""What dates say (`dates`), what the two see (`member`), and what the office may read (`office`)."""
