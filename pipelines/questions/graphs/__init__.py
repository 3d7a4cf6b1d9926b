"""Questions of any RDF graph: its own labels and ontology are all that is known of its domain."""
