"""The parts of a question's parse, one concern a module; put together in pipelines/questions/parse.py."""
