"""A document as the stages see it: words with tags and lemmas, sentences, noun phrases, verb groups.

Words are those of Universal Dependencies (`tokens.py`). Tags and lemmas come by rules (`tagging.py`) or, where a
trained parse is given, from it; then each word also has its head and relation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from crossread.extract.attachment import mend_tree
from crossread.extract.phrases import Chunk, VerbGroup, find_chunks, find_verbs
from crossread.extract.tagging import Tag, Tagged, tag_sentence
from crossread.model.document import Document, Passage, PassageKind
from crossread.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.extract.encoder import Parse

LONGEST_RUN: Final = 200
"""Signs without a space that are cut into words at once; longer runs, which no language has, are first cut here: the
tokenizer's time grows with the square of a run."""

_RUN: Final = re.compile(rf"\S{{1,{LONGEST_RUN}}}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half characters, which no tokenizer takes; each is read as an unknown sign of the same length."""
_LETTERS: Final = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Word:
    """One word.

    Attributes:
        start: Offset of its first character in the document's text, in code points.
        end: Offset just past its last character.
        text: As it stands.
        lower: In lower case, with straight apostrophes.
        lemma: Base form, lower case; of names the form itself.
        tag: Part of speech.
        head: Position of its head among the reading's words (a root is its own), or None without a trained parse.
        label: Its relation to the head, or None.
    """

    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: Tag
    head: int | None = None
    label: str | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One passage as words; chunks and verb groups do not cross its border.

    Attributes:
        passage: The passage it is.
        first: Position of its first word in the reading.
        last: Position just past its last word.
        chunks: Its noun phrases, in order, without overlap.
        verbs: Its verb groups, in order, without overlap.
    """

    passage: Passage
    first: int
    last: int
    chunks: tuple[Chunk, ...] = ()
    verbs: tuple[VerbGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's words, in order, and its sentences: what every stage of this room reads.

    Attributes:
        document: The document.
        words: All words of its passages.
        sentences: One for each passage that has words.
        parsed: Whether heads and relations come from a trained parse.
        names: Names that a trained parse found, as (first word, word past the last, kind): PER, ORG, LOC, GROUP, EVENT
            or OTHER; in order, without overlap.
    """

    document: Document
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    parsed: bool = False
    names: tuple[tuple[int, int, str], ...] = ()

    def span(self, first: int, last: int) -> Span:
        """Return the span of words `first` up to, not including, `last`."""
        return Span(self.words[first].start, self.words[last - 1].end)

    def chunk_span(self, chunk: Chunk) -> Span:
        """Return where a noun phrase stands."""
        return self.span(chunk.first, chunk.last)

    def word_at(self, offset: int) -> int | None:
        """Return the position of the word that covers `offset`, or of the next one; None past the last."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.words) else None

    def words_in(self, span: Span) -> range:
        """Return the positions of the words that begin inside `span`."""
        first = self.word_at(span.start)
        if first is None:
            return range(0)
        last = first
        while last < len(self.words) and self.words[last].start < span.end:
            last += 1
        return range(first, last)


@cache
def _tokenizer() -> Any:
    """Load the tokenizer once in each process."""
    from crossread.extract.tokens import tokenizer  # noqa: PLC0415 - spaCy is heavy: loaded when asked

    return tokenizer().tokenizer


def cut_words(text: str, offset: int = 0) -> list[tuple[int, int]]:
    """Return where the words of a text begin and end, `offset` added.

    Examples:
        >>> [("It didn't fall."[a:b]) for a, b in cut_words("It didn't fall.")]
        ['It', 'did', "n't", 'fall', '.']
    """
    return list(_words_of(text, offset))


def _words_of(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the words, run by run."""
    if _longest_run(text) <= LONGEST_RUN:
        yield from _spans(text, offset)
        return
    for run in _RUN.finditer(text):
        yield from _spans(run.group(), offset + run.start())


def _longest_run(text: str) -> int:
    """Return the length of the longest stretch without white space."""
    return max((len(run) for run in text.split()), default=0)


def _spans(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the words of one piece of text."""
    for token in _tokenizer()(text):
        if not token.is_space:
            yield offset + token.idx, offset + token.idx + len(token)


def read_words(document: Document, passages: Sequence[Passage], parse: Parse | None = None) -> Reading:
    """Return the reading of a document.

    Args:
        document: The document.
        passages: Its passages, in order of the text, without overlap.
        parse: What the trained encoder found in the words of `cut_words`, passage by passage; None reads by rules.
    """
    text = _SURROGATE.sub("\ufffd", document.text)
    words: list[Word] = []
    sentences: list[Sentence] = []
    for passage in passages:
        spans = cut_words(passage.span.of(text), passage.span.start)
        if not spans:
            continue
        first = len(words)
        tagged = _tagged(text, spans, passage)
        words.extend(_parsed(tagged, parse, first) if parse else tagged)
        chunks = find_chunks(words, first, len(words))
        verbs = find_verbs(words, first, len(words))
        if parse:
            words[first:] = mend_tree(words, verbs, first)
        sentences.append(Sentence(passage, first, len(words), chunks, verbs))
    names = tuple(sorted(parse.names)) if parse else ()
    return Reading(document, tuple(words), tuple(sentences), parse is not None, names)


def _tagged(text: str, spans: Sequence[tuple[int, int]], passage: Passage) -> list[Word]:
    """Make words by rules."""
    forms = [text[start:end] for start, end in spans]
    tagged = tag_sentence(forms, title=passage.kind is not PassageKind.SENTENCE and _is_title_case(forms))
    return [_word(form, span, found) for form, span, found in zip(forms, spans, tagged, strict=True)]


def _word(form: str, span: tuple[int, int], found: Tagged) -> Word:
    """Make one word."""
    return Word(*span, form, form.lower().replace("’", "'"), found.lemma, found.tag)


_OPEN: Final = frozenset({Tag.NOUN, Tag.VERB, Tag.ADJ, Tag.ADV, Tag.PROPN, Tag.X})
_CLOSED_BY_PARSE: Final = frozenset({Tag.ADP, Tag.SCONJ, Tag.CCONJ, Tag.NUM, Tag.AUX})
_BE: Final = frozenset("be am is are was were been being 's 're 'm".split())


def _parsed(tagged: Sequence[Word], parse: Parse, first: int) -> list[Word]:
    """Make words from the trained parse; words of the closed classes keep the tags that the rules of this room expect.

    Universal Dependencies calls "our" a pronoun and "injured" in "were injured" often an adjective; noun phrases and
    verb groups are cut by rules for which the one leads a noun phrase in and the other tells what happened.
    """
    made: list[Word] = []
    for place, word in enumerate(tagged, first):
        before = made[-1].lower if made else ""
        told = Tag.PROPN if place > first and _is_named(word, parse, place) else Tag(parse.upos[place])
        tag = _agreed(word, told, before)
        lemma = parse.lemmas[place] if tag is Tag(parse.upos[place]) else word.text if tag is told else word.lemma
        made.append(replace(word, lemma=lemma, tag=tag, head=parse.heads[place], label=parse.labels[place]))
    return made


def _is_named(word: Word, parse: Parse, place: int) -> bool:
    """Tell whether a capitalised participle is part of a name: "the United Dockers"."""
    part = parse.upos[place] == "VERB" and parse.labels[place] in {"amod", "compound", "flat"}
    return part and word.text[:1].isupper() and parse.upos[parse.heads[place]] == "PROPN"


def _agreed(word: Word, told: Tag, before: str) -> Tag:
    """Return the tag of a word of which the rules say one thing and the parse another."""
    if word.tag not in _OPEN:
        return word.tag
    if told in _OPEN:
        return Tag.VERB if word.tag is Tag.VERB and told is Tag.ADJ and before in _BE else told
    hedge = word.tag is Tag.ADV and told is Tag.ADP  # "at least nine", "over forty"
    return told if told in _CLOSED_BY_PARSE and not hedge else word.tag


def _is_title_case(forms: Sequence[str]) -> bool:
    """Tell whether most longer words are capitalised."""
    long = [form for form in forms if _LETTERS.fullmatch(form)]
    return len(long) > 1 and sum(form[0].isupper() for form in long) > 0.7 * len(long)
