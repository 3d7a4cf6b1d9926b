"""From an article file to quads and passages."""
