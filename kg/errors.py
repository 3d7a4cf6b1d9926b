"""Named errors. Each message says what was found, where, and what to do; the command line prints it and exits 1."""

from __future__ import annotations


class SuanliError(Exception):
    """A job failed for a reason the user can act on."""


class ArticleUnreadable(SuanliError):
    """An article file is empty, binary, of unknown encoding, or has no body."""


class ArticleExists(SuanliError):
    """An article of that id, or of the same content, is in already."""


class ArticleUnknown(SuanliError):
    """No article of that id is in."""


class GraphInvalid(SuanliError):
    """SHACL found violations; the article was refused and nothing of it was stored."""


class LexiconInvalid(SuanliError):
    """A YAML file of kg/lexicon breaks its schema."""


class DecisionsInvalid(SuanliError):
    """A row of corrections/entities.yaml breaks its schema, or contradicts the rows before it."""


class EntityUnknown(SuanliError):
    """No entity of that name or IRI, or several; then the message lists them."""


class ModelUnavailable(SuanliError):
    """The embedding model cannot be loaded; answers go on without the dense arm."""


class LanguageModelFailed(SuanliError):
    """The language model gave nothing that can be used; answers go on without it."""


class GraphUnreadable(SuanliError):
    """An RDF file that questions are asked of is missing, in no known format, broken or empty."""


class QueryRefused(SuanliError):
    """A user's SPARQL asks for what is not allowed: an update, SERVICE, LOAD, FROM <url>."""


class QueryFailed(SuanliError):
    """A user's SPARQL does not parse or fails while running."""


class QueryTimeout(SuanliError):
    """A user's SPARQL ran past its time limit and was stopped."""


class CorpusUnusable(SuanliError):
    """A corpus folder is missing, cannot be written, or is not the one that the data folder was made from."""


class ExtractionBroken(SuanliError):
    """What was extracted contradicts the text it came from: a bug of ours. The article was refused."""


class DataFolderBusy(SuanliError):
    """Another process holds the data folder."""
