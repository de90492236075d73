"""What stands around words in quotation marks: their paragraph, their sentences, the marks before and after them.

What is asked for again and again, a sentence's tree or a verb's subject, is worked out once, so that the time stays
linear in the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

from crossread.extract.branches import Branches
from crossread.extract.speakers import according_to, speaking_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.quote_marks import Quoted
    from crossread.extract.reading import Reading, Sentence
    from crossread.extract.speakers import Mentions
    from crossread.model.span import Span

Paragraph = tuple[int, int, tuple["Sentence", ...]]
"""Where a paragraph begins and ends, and its sentences."""


def paragraphs_of(reading: Reading) -> list[Paragraph]:
    """Return the paragraphs of a reading, in order."""
    found = []
    for _, group in groupby(reading.sentences, key=lambda one: one.passage.paragraph):
        sentences = tuple(group)
        found.append((sentences[0].passage.span.start, sentences[-1].passage.span.end, sentences))
    return found


class Surroundings:
    """A document's words with its mentions, paragraphs and marks, looked up by place.

    Args:
        reading: The document's words.
        mentions: Its mentions of actors.
        paragraphs: Its paragraphs.
        quoted: Its stretches between marks, sorted.
    """

    def __init__(
        self, reading: Reading, mentions: Mentions, paragraphs: Sequence[Paragraph], quoted: Sequence[Quoted]
    ) -> None:
        self.reading = reading
        self.mentions = mentions
        self.paragraphs = paragraphs
        self.quoted = quoted
        self._starts = [start for start, _, _ in paragraphs]
        self._sentences = [one.passage.span.start for one in reading.sentences]
        self._all = [one.span.start for one in quoted]
        depths = sorted({one.depth for one in quoted})
        self._by_depth = {depth: [one for one in quoted if one.depth == depth] for depth in depths}
        self._starts_by_depth = {depth: [one.span.start for one in ones] for depth, ones in self._by_depth.items()}
        self._trees: dict[int, Branches] = {}
        self._subjects: dict[int, Chunk | None] = {}
        self._phrases: dict[int, list[tuple[int, int, Chunk]]] = {}

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph that holds an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds an offset."""
        at = bisect_right(self._sentences, offset) - 1
        sentence = self.reading.sentences[at] if at >= 0 else None
        return sentence if sentence is not None and offset < sentence.passage.span.end else None

    def sentence_before(self, offset: int, paragraph: int) -> Sentence | None:
        """Return the last sentence that ends by an offset, in this paragraph or, where it has none, the one before."""
        at = bisect_right(self._sentences, offset) - 1
        while at >= 0 and self.reading.sentences[at].passage.span.end > offset:
            at -= 1
        if at < 0:
            return None
        sentence = self.reading.sentences[at]
        first = self._starts[max(0, paragraph - 1)]
        return sentence if sentence.passage.span.start >= first else None

    def begins_between(self, end: int, start: int) -> list[int]:
        """Return where sentences begin between two offsets."""
        return self._sentences[bisect_right(self._sentences, end) : bisect_left(self._sentences, start)]

    def next_start(self, quoted: Quoted, end: int) -> int:
        """Return where the next stretch that is not deeper begins; `end` where there is none."""
        found = [end]
        for depth, starts in self._starts_by_depth.items():
            at = bisect_right(starts, quoted.span.end)
            if depth <= quoted.depth and at < len(starts):
                found.append(starts[at])
        return min(found)

    def last_end(self, quoted: Quoted) -> int:
        """Return where the stretch of the same depth before this one ends, or 0."""
        at = bisect_left(self._starts_by_depth[quoted.depth], quoted.span.start) - 1
        return self._by_depth[quoted.depth][at].span.end if at >= 0 else 0

    def in_marks(self, offset: int, besides: int) -> bool:
        """Tell whether an offset stands between marks that end before another offset."""
        at = bisect_right(self._all, offset)
        return any(one.span.start <= offset < one.span.end <= besides for one in self.quoted[max(0, at - 3) : at])

    def tree(self, sentence: Sentence) -> Branches:
        """Return a sentence's tree."""
        if sentence.first not in self._trees:
            self._trees[sentence.first] = Branches(self.reading, sentence)
        return self._trees[sentence.first]

    def subject(self, sentence: Sentence, group: VerbGroup) -> Chunk | None:
        """Return who speaks with a verb, before it."""
        if group.first not in self._subjects:
            self._subjects[group.first] = speaking_subject(self.reading, sentence, group)
        return self._subjects[group.first]

    def according(self, sentence: Sentence) -> list[tuple[int, int, Chunk]]:
        """Return each "according to X" of a sentence."""
        if sentence.first not in self._phrases:
            self._phrases[sentence.first] = according_to(self.reading, sentence)
        return self._phrases[sentence.first]

    def groups_between(self, sentence: Sentence, begin: int, end: int) -> Sequence[VerbGroup]:
        """Return the verb groups of a sentence that begin from one offset on and whose verb stands before another."""
        words = self.reading.words
        first = bisect_left(sentence.verbs, begin, key=lambda one: words[one.first].start)
        last = bisect_left(sentence.verbs, end, key=lambda one: words[one.main].start)
        return sentence.verbs[first:last]

    def words_of(self, span: Span) -> str:
        """Return the words of a span."""
        return span.of(self.reading.document.text)
