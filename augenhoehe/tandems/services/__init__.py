"""What happens when: publication, answers, confirmation, meetings; each module one noun."""
