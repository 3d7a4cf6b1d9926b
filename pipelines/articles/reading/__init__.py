"""An article file -> title, date and clean text."""
