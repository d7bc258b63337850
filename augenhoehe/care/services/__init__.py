"""What happens when: breaks, the early end, extensions, quiet tandems, calls."""
