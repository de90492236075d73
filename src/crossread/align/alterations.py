"""Sentences that are word for word the same but for a stretch or a word, where what differs excludes one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from crossread.align.opposition import Change, find_changes, weigh_change
from crossread.errors import Notice, NoticeCode
from crossread.model.account import Account
from crossread.model.document import DocumentId, Passage
from crossread.model.link import Link, LinkKind
from crossread.model.outcome import Outcome
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import Statement
from crossread.text.rarity import rarity

ALTERED: Final = "one_stretch_altered"
"""The rule of the links that this stage gives."""

_WORD: Final = re.compile(r"\d+(?:[,.]\d+)*(?:st|nd|rd|th)?|[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class AlterationOptions:
    """Which sentences are one but for a stretch.

    Attributes:
        stretch: Greatest number of words in which they differ at one place, on either side.
        least: Least number of words that they share.
        telling: Least rarity that the rarest shared word must have.
        crowd: A frame that more sentences than this fill is a form, not a telling: it is passed over.
    """

    stretch: int = 3
    least: int = 4
    telling: float = 0.35
    crowd: int = 12


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence: where it stands, its words, and the clauses in it."""

    document: DocumentId
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    statements: tuple[Statement, ...]


def find_alterations(accounts: Sequence[Account], options: AlterationOptions | None = None) -> Outcome[Link]:
    """Return the clauses of different documents that are told in the same words but for some that cannot both hold.

    "The north gate stood open all night" against "The south gate stood open all night": whoever copied changed it.
    Words that merely differ are no alteration; they have to exclude one another (`crossread.text.exclusion`).

    Args:
        accounts: What was read off the documents, in any order.
        options: Which sentences are one but for a stretch.

    Returns:
        Links of kind `same_statement` with the differing stretches as spans, sorted; and a notice for sentences so
        alike in so many documents that they are forms to be filled in.

    Examples:
        >>> find_alterations(()).found
        ()
    """
    options = options or AlterationOptions()
    sentences = [s for account in sorted(accounts, key=lambda a: a.document.id) for s in _sentences(account, options)]
    frames: dict[int, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for frame in set(_frames(sentence.words, options)):
            frames[frame].append(number)
    forms = 0
    pairs: set[tuple[int, int]] = set()
    for numbers in frames.values():
        if len(numbers) > options.crowd:
            forms += 1
        else:
            pairs.update(combinations(numbers, 2))
    links = [link for a, b in sorted(pairs) for link in _compared(sentences[a], sentences[b], options)]
    notices = (Notice(NoticeCode.CANDIDATES_LIMITED, detail=f"alterations {forms}"),) if forms else ()
    return Outcome(tuple({link.id: link for link in sorted(links, key=lambda link: link.id)}.values()), notices)


def _sentences(account: Account, options: AlterationOptions) -> Iterator[_Sentence]:
    """Yield the sentences of a document that are long enough and hold a clause."""
    held: dict[str, list[Statement]] = defaultdict(list)
    for statement in account.statements:
        held[statement.passage].append(statement)
    for passage in account.passages:
        words, spans = _words(account.document.text, passage)
        if len(words) > options.least and held[passage.id]:
            yield _Sentence(account.document.id, words, spans, tuple(held[passage.id]))


def _words(text: str, passage: Passage) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """Return the words of a passage, and where each stands."""
    found = list(_WORD.finditer(text, passage.span.start, passage.span.end))
    return (
        tuple(match[0].casefold().replace("’", "'") for match in found),
        tuple((match.start(), match.end()) for match in found),
    )


def _frames(words: tuple[str, ...], options: AlterationOptions) -> Iterator[int]:
    """Yield what is left of a sentence without some words in a row, or without a word wherever it stands.

    It is equal for sentences that fill one frame: "a _ hat and a _ scarf".
    """
    for length in range(options.stretch + 1):
        if len(words) - length < options.least:
            return
        for start in range(len(words) - length + 1):
            yield hash((words[:start], words[start + length :]))
    for word in sorted({word for word in words if words.count(word) > 1}):
        yield hash((tuple("" if other == word else other for other in words), ()))


def _compared(one: _Sentence, other: _Sentence, options: AlterationOptions) -> Iterable[Link]:
    """Yield the link of two sentences of different documents whose differing words exclude one another."""
    if one.document == other.document or one.words == other.words:
        return
    changes = find_changes(one.words, other.words)
    shared = _shared(one.words, changes)
    if len(shared) < options.least or max(map(rarity, shared)) < options.telling:
        return
    if any(max(j - i, m - k) > options.stretch for i, j, k, m in changes):
        return
    weighed = [weigh_change(one.words, other.words, change) for change in changes]
    if any(kind is None for _, kind in weighed):
        return
    first, last = weighed[0][0], weighed[-1][0]
    sides = (first[0], last[1]), (first[2], last[3])
    stretches = [" ".join(sentence.words[slice(*side)]) for sentence, side in zip((one, other), sides, strict=True)]
    spans = [_span(s, *side) for s, side in zip((one, other), sides, strict=True)]
    keys = [_holder(s, span).id for s, span in zip((one, other), spans, strict=True)]
    (a, words, span), (b, words_b, span_b) = sorted(zip(keys, stretches, spans, strict=True))
    why = Reason(
        ALTERED, (("a", words), ("b", words_b), ("kind", str(weighed[0][1])), ("shared", str(len(shared)))), "altered"
    )
    yield Link.between(LinkKind.SAME_STATEMENT, a, b, 0.9, (why,), span_a=span, span_b=span_b)


def _shared(words: Sequence[str], changes: Sequence[Change]) -> list[str]:
    """Return the words outside of all changes."""
    changed = {place for start, end, _, _ in changes for place in range(start, end)}
    return [word for place, word in enumerate(words) if place not in changed]


def _span(sentence: _Sentence, start: int, end: int) -> Span:
    """Return where a stretch of words stands; of an empty one, the word after it, or the last one."""
    if start == end:
        return Span(*sentence.spans[min(start, len(sentence.spans) - 1)])
    return Span(sentence.spans[start][0], sentence.spans[end - 1][1])


def _holder(sentence: _Sentence, span: Span) -> Statement:
    """Return the shortest clause that holds a stretch, else the nearest one of the sentence."""
    holding = [statement for statement in sentence.statements if statement.span.contains(span)]
    if holding:
        return min(holding, key=lambda s: (s.span.length, s.id))
    return min(sentence.statements, key=lambda s: (abs(s.span.start - span.start), s.id))
