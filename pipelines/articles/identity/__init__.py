"""Which entity a name is: across articles, and as people decided."""
