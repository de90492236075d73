"""Parse a document's passages, with the encoder that ships or a user's own pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from crossread.extract.encoder import Parse
from crossread.extract.reading import cut_words
from crossread.model.document import Document, Passage


@runtime_checkable
class Parser(Protocol):
    """What reads words: `Encoder` or `Pipeline`."""

    @property
    def name(self) -> str:
        """Name and version, as they stand in results."""
        ...

    def parse(self, words: Sequence[str], gaps: Sequence[str], starts: Sequence[int] | None = None) -> Parse:
        """Read the words of one document; arguments and result as of `Encoder.parse`."""
        ...


def parse_passages(parser: Parser, document: Document, passages: Sequence[Passage]) -> Parse:
    """Return what the parser finds in the words of a document; each passage is a sentence.

    The words are those of `read_words`, in the same order, so that the result fits its argument `parse`. What
    stands between two passages, paragraphs above all, is seen by the parser as the gap between their words.

    Args:
        parser: What reads the words.
        document: The document.
        passages: Its passages, in order of the text, without overlap.
    """
    words: list[str] = []
    gaps: list[str] = []
    starts: list[int] = []
    text, end = document.text, 0
    for passage in passages:
        for number, (start, stop) in enumerate(cut_words(passage.span.of(text), passage.span.start)):
            if number == 0:
                starts.append(len(words))
            gaps.append(_gap(text[end:start]))
            words.append(text[start:stop])
            end = stop
    return parser.parse(words, gaps, starts)


def _gap(between: str) -> str:
    """Return what stands between two words; where text was left out, at least a blank."""
    return between if not between.strip() else " " + "\n" * min(between.count("\n"), 2)
