"""The one spaCy Language of the house, and ``analyse``, what articles call.

Only this file imports spaCy. Its components are those of ``components.py``, each of which fills in a draft that the document carries in an
extension attribute (``doc._.draft``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import cache, partial

from pipelines.language.components import COMPONENTS, Analysis, Draft, drafted

# thinc imports torch where it is installed (2 s, 300 MB) only to offer wrappers that nothing here uses; a None entry makes that
# import fail, which thinc takes as "no torch". The entry goes right after, so that the embedder can import torch later.
_HIDE_TORCH = "torch" not in sys.modules
if _HIDE_TORCH:
    sys.modules["torch"] = None  # type: ignore[assignment]
try:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
finally:
    if _HIDE_TORCH:
        del sys.modules["torch"]

Doc.set_extension("draft", default=None)


class Tokenizer:
    """spaCy's tokenizer: finds known names, figures and times in the raw text and keeps them whole."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return self.document(text, None)

    def document(self, text: str, published: date | None) -> Doc:
        """The text as a Doc whose tokens, joined, are the text; ``published`` anchors times such as 今年."""
        draft = drafted(text, published)
        doc = Doc(self.vocab, words=[token.text for token in draft.cut], spaces=[False] * len(draft.cut))
        doc._.draft = draft
        return doc


def _filled(fill: Callable[[Draft], None], doc: Doc) -> Doc:
    fill(doc._.draft)
    return doc


for _name, _fill in COMPONENTS.items():
    Language.component(_name, func=partial(_filled, _fill))


@cache
def language() -> Language:
    """The pipeline, assembled here and nowhere else: names, suffix grammar, tagger, coreference, merge."""
    nlp = Language(Vocab(), meta={"lang": "zh", "name": "suanli"})
    nlp.tokenizer = Tokenizer(nlp.vocab)
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def analyse(text: str, published: date | None = None, tagger: bool = True) -> Analysis:
    """All components' findings on ``text``. ``tagger=False`` leaves the statistical tagger out (for speed)."""
    nlp = language()
    doc = Tokenizer(nlp.vocab).document(text, published)
    for name, component in nlp.pipeline:
        if tagger or name != "suanli_tagger":
            doc = component(doc)
    draft: Draft = doc._.draft
    return draft.finished()
