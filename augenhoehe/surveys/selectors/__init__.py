"""What is due (`due`), what somebody is asked (`member`), what the office reads (`office`)."""
