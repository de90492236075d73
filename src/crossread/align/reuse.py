"""Passages that share wording beyond chance: who copied what from whom, to the character."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

from crossread.align.direction import direction
from crossread.align.fingerprints import Run, Words, shared_runs, winnowed, words_of
from crossread.errors import Notice, NoticeCode
from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.link import Link, LinkKind
from crossread.model.outcome import Outcome
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import QuotationKind
from crossread.text.rarity import rarity

_MARKED: Final = re.compile(r"“[^“”\n]+”?|«[^«»\n]+»?|\"[^\"\n]+\"|(?<!\w)‘[^‘\n]{12,}?’(?!\w)")
"""Words between quotation marks; a quotation that goes on in the next paragraph has no closing mark in the first."""


_HELD: Final = 256
"""How many documents' words are held ready at once."""


@dataclass(frozen=True, slots=True)
class ReuseOptions:
    """What counts as copied.

    Attributes:
        gram: Words in one fingerprint. Fewer find more heavily edited copies, and take longer.
        window: Of this many fingerprints in a row one is kept; every shared run of `gram + window - 1` words is found.
        seeds: Least number of fingerprints that two documents share.
        least: Least number of words that a copied stretch must share with its original.
        telling: Least sum of the rarities of the shared words, so that stock phrases do not count; the commonest words,
            and words with a capital, which are names and titles mostly, are left out.
        gap: Greatest number of words, on either side, that an edit between two shared runs may have.
        crowd: A fingerprint that stands in more documents than this is compared only with its earliest one.
    """

    gram: int = 4
    window: int = 4
    seeds: int = 2
    least: int = 10
    telling: float = 2.0
    gap: int = 8
    crowd: int = 12


def find_reuse(accounts: Sequence[Account], options: ReuseOptions | None = None) -> Outcome[Link]:
    """Return the copied and lightly edited passages, with the exact words on both sides.

    Fingerprints (winnowed word n-grams: Schleimer, Wilkerson and Aiken 2003) find the places; alignment fixes the ends
    and bridges small edits. Two documents that quote the same speech have not copied one another, nor have two that
    share a stock phrase.

    Args:
        accounts: What was read off the documents, in any order.
        options: What counts as copied.

    Returns:
        Links of kind `reuses` (`a` reuses what stands in `b`), sorted; and a notice for fingerprints so widespread
        that they were compared with their earliest document alone.

    Examples:
        >>> find_reuse(()).found
        ()
    """
    options = options or ReuseOptions()
    ordered = sorted(accounts, key=lambda account: account.document.id)
    pairs, crowded = _pairs(ordered, options)

    @lru_cache(maxsize=_HELD)
    def held(number: int) -> tuple[Words, list[Span]]:
        return words_of(ordered[number].document.text, options.gram), _quoted(ordered[number])

    links = [
        _link(ordered[one], ordered[other], held(one)[0], held(other)[0], run)
        for one, other in pairs
        for run in shared_runs(held(one)[0], held(other)[0], options.gram, options.gap)
        if _telling((held(one)[0], held(other)[0]), run, (held(one)[1], held(other)[1]), options)
    ]
    notices = (Notice(NoticeCode.CANDIDATES_LIMITED, detail=f"reuse {crowded}"),) if crowded else ()
    return Outcome(tuple(sorted(links, key=lambda link: (link.a, link.span_a, link.b, link.span_b))), notices)


def _pairs(accounts: Sequence[Account], options: ReuseOptions) -> tuple[list[tuple[int, int]], int]:
    """Return pairs of documents that share fingerprints enough, and how many fingerprints were too widespread.

    One shared fingerprint is a stock phrase more often than a copy; a copied stretch of ten words has two.
    """
    places: dict[int, list[int]] = defaultdict(list)
    for number, account in enumerate(accounts):
        for mark in winnowed(words_of(account.document.text, options.gram), options.window):
            places[mark].append(number)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    crowded = 0
    for ordered in places.values():
        crowded += len(ordered) > options.crowd
        several = combinations(ordered, 2) if len(ordered) <= options.crowd else _chain(ordered)
        for pair in several:
            counts[pair] += 1
    return sorted(pair for pair, count in counts.items() if count >= options.seeds), crowded


def _chain(numbers: list[int]) -> Iterable[tuple[int, int]]:
    """Return each number with the first and with the next: a line for what stands in very many documents."""
    return {*((numbers[0], other) for other in numbers[1:]), *pairwise(numbers)}


def _quoted(account: Account) -> list[Span]:
    """Return the stretches that were found to be speech, and what stands between quotation marks."""
    found = {span for q in account.quotations if q.kind is not QuotationKind.SCARE for span in q.spans}
    found |= {Span(match.start() + 1, match.end()) for match in _MARKED.finditer(account.document.text)}
    return sorted(found)


def _telling(
    texts: tuple[Words, Words], run: Run, quoted: tuple[list[Span], list[Span]], options: ReuseOptions
) -> bool:
    """Return whether a shared run is long and rare enough, words of quoted speech left out.

    Words that one side alone has in quotation marks are speech too: the other prints the speech itself.
    """
    one, other = texts
    kept = [a for a, b in run.matches if not (_inside(one.spans[a], quoted[0]) or _inside(other.spans[b], quoted[1]))]
    weights = [rarity(one.words[a]) for a in kept if one.text[one.spans[a][0]].islower()]
    telling = sum(weight for weight in weights if weight > 0.35)
    return len(kept) >= options.least and telling >= options.telling and run.density >= 0.6


def _inside(word: tuple[int, int], spans: list[Span]) -> bool:
    """Return whether a word stands in one of the stretches."""
    return any(span.start <= word[0] and word[1] <= span.end for span in spans)


def _link(one: Account, other: Account, words: Words, words_other: Words, run: Run) -> Link:
    """Return the link for one copied run, in the direction that the evidence gives."""
    forward, why = direction(one.document, other.document)
    shared = Reason(
        "shared_wording",
        (
            ("words", str(len(run.matches))),
            ("changed", str(run.length - len(run.matches))),
        ),
        f"{run.density:.2f}",
    )
    sides = [
        (one.document.id, _span(words, run.first, run.last)),
        (other.document.id, _span(words_other, run.other_first, run.other_last)),
    ]
    (a, span_a), (b, span_b) = sides if forward else reversed(sides)
    score = round(run.density * min(1.0, len(run.matches) / 20 + 0.5), 4)
    return Link.between(LinkKind.REUSES, a, b, score, (shared, why), span_a=span_a, span_b=span_b)


def _span(words: Words, first: int, last: int) -> Span:
    """Return the span from one word to another, both included, with the mark that ends the last one's sentence."""
    end = words.spans[last][1]
    while end < len(words.text) and words.text[end] in ".!?":
        end += 1
    return Span(words.spans[first][0], end)


def copied_share(document: DocumentId, length: int, links: Iterable[Link]) -> float:
    """Return which share of a document's `length` characters stands in copied stretches, on either side of `links`."""
    spans = sorted(
        span
        for link in links
        if link.kind is LinkKind.REUSES
        for end, span in ((link.a, link.span_a), (link.b, link.span_b))
        if end == document and span is not None
    )
    covered, reach = 0, 0
    for span in spans:
        covered += max(0, span.end - max(span.start, reach))
        reach = max(reach, span.end)
    return covered / length if length else 0.0
