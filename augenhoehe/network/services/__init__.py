"""What people and the clock do in this room."""
