"""Names in questions: which entity of the graph one means, and names written otherwise than the graph writes them."""
