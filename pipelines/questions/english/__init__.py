"""English questions: read as small Chinese ones (a gloss), with the words of kg/lexicon/english.yaml."""
