"""Times in Chinese text, resolved."""
