"""What happens when: breaks, the early end, extensions, quiet tandems, the midterm check, calls."""
