"""What this room shows. Pages of figures fetch pictures alone; nothing of a tandem is counted live."""
