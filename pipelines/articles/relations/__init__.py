"""Relations between names, one small file of rules for a predicate or a family of predicates."""
