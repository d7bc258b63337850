"""What happens when: statements, answers, sums, and whom the programme asks; each module one noun."""
