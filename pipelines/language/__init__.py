"""What articles and questions both need: one spaCy Language, figures, times, names."""
