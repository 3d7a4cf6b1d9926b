"""Two ways through the house, article -> graph and question -> answer, and the room they share."""
