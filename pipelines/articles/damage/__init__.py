"""What a text has lost in copying, and the readings of its damaged numbers."""
