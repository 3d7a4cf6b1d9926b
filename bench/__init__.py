"""Measurements: quality against gold sets, speed against references. Each run appends to results.md."""
