"""A user's own spaCy pipeline in the place of the encoder that ships, where it speaks Universal Dependencies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from crossread.errors import ForeignLabelsError, PipelineNotFoundError
from crossread.extract.encoder import Parse
from crossread.extract.windows import gap_kind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RELATIONS: Final = frozenset(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed"
    " flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative"
    " xcomp".split()
)
"""The universal relations (de Marneffe and others 2021, table 2)."""

KINDS: Final = {
    "PER": "PER",
    "PERSON": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    "GPE": "LOC",
    "NORP": "GROUP",
    "GROUP": "GROUP",
    "EVENT": "EVENT",
    "MISC": "OTHER",
    "OTHER": "OTHER",
    "FAC": "OTHER",
    "PRODUCT": "OTHER",
    "WORK_OF_ART": "OTHER",
    "LAW": "OTHER",
    "LANGUAGE": "OTHER",
}
"""What the usual classes of names are here. Dates, times and quantities are no names: they are left out."""


class Pipeline:
    """A spaCy pipeline that parses as the encoder does.

    Args:
        name: The name of an installed pipeline or the folder of a saved one.

    Raises:
        PipelineNotFoundError: If spaCy cannot load it.
        ForeignLabelsError: If it has no parser or no part-of-speech tags, or its relations are not universal.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._nlp = _load(name)

    def parse(self, words: Sequence[str], gaps: Sequence[str], starts: Sequence[int] | None = None) -> Parse:
        """Read words into sentences, trees and names; arguments and result as of `Encoder.parse`."""
        doc = _doc(self._nlp, words, gaps, starts)
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return Parse(
            tuple(words),
            tuple((sentence.start, sentence.end) for sentence in doc.sents),
            tuple(word.pos_ or "X" for word in doc),
            tuple(str(word.morph) or "_" for word in doc),
            tuple(word.lemma_ or word.text for word in doc),
            tuple(word.head.i for word in doc),
            tuple("root" if word.head.i == word.i else word.dep_ for word in doc),
            tuple((name.start, name.end, KINDS[name.label_]) for name in doc.ents if name.label_ in KINDS),
        )


def _load(name: str) -> Language:
    """Load a pipeline and refuse one with other labels."""
    import spacy  # noqa: PLC0415 - heavy: loaded when asked

    try:
        nlp = spacy.load(Path(name) if Path(name).is_dir() else name)
    except OSError:
        raise PipelineNotFoundError(name) from None
    if "parser" not in nlp.pipe_names:
        raise ForeignLabelsError(name, "it has no parser")
    if not {"morphologizer", "tagger"} & set(nlp.pipe_names):
        raise ForeignLabelsError(name, "it gives no parts of speech")
    foreign = sorted({label.lower() for label in nlp.pipe_labels["parser"] if _is_foreign(label)})
    if foreign:
        raise ForeignLabelsError(name, f"its relations are not universal ({', '.join(foreign[:5])})")
    return nlp


def _is_foreign(label: str) -> bool:
    """Tell whether a relation is none of the universal ones or their subtypes.

    Examples:
        >>> _is_foreign("nsubj:pass"), _is_foreign("dobj"), _is_foreign("ROOT"), _is_foreign("a||dep")
        (False, True, False, True)
    """
    return label.lower().split(":", maxsplit=1)[0] not in RELATIONS


def _doc(nlp: Language, words: Sequence[str], gaps: Sequence[str], starts: Sequence[int] | None) -> Doc:
    """Return a document of these words; sentences that are known stay as they are."""
    from spacy.tokens import Doc  # noqa: PLC0415 - as above

    spaces = [bool(gap) for gap in gaps[1:]] + [False] * bool(words)
    known: list[Any] | None = None
    if starts is not None:
        known = [i == 0 or i in set(starts) for i in range(len(words))]
    elif words:
        known = [True if i == 0 or gap_kind(gap) == 3 else None for i, gap in enumerate(gaps)]
    return Doc(nlp.vocab, words=list(words), spaces=spaces, sent_starts=known)
