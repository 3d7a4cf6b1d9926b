"""An article's own arithmetic: do its figures agree with one another?"""
