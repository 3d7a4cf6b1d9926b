"""Numbers in Chinese text, with unit and interval."""
