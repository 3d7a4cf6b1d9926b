"""Answers computed from observations: which figures a question needs, the rules between them, and the formula that is shown."""
