"""Answers that are a span of text: names, dates, places, lists, clauses, from sentences and from stated relations."""
