"""Names in Chinese text: known ones, and those that grammar and tagger find."""
