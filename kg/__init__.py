"""What is known and where it is kept. Imports nothing from the floors above."""
