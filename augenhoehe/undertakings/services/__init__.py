"""What happens when: the undertaking, its publication, the closing, the end; each module one noun."""
