"""Quantities -> figures: what each number measures, of whom, when, and who says so."""
