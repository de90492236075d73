"""The same words of the same speaker across documents: identical, cut, altered, re-attributed, reported indirectly."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import combinations, pairwise
from typing import Final

from crossread.align.names import spelled_alike
from crossread.errors import Notice, NoticeCode
from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.link import Actor, Link, LinkKind
from crossread.model.outcome import Outcome
from crossread.model.reason import Reason
from crossread.model.shelf import Shelf
from crossread.model.span import Span
from crossread.model.statement import AttributionKind, QuotationKind
from crossread.text.rarity import rarity

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_INSERTED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""What an editor puts into someone's words: it is no part of them."""

_ONE_NAME: Final = 0.6
"""Likeness from which two names are one, spelled in two ways."""

_ARTICLES: Final = frozenset(("al", "el", "ul", "ad", "as", "an", "ar"))
"""Articles of Arabic names, which one house prints and another leaves out."""

_NAME: Final = re.compile(r"\b[A-Z][^\W\d_]+")

_DENYING: Final = frozenset("not no never nobody nothing none neither nor cannot can't don't didn't won't".split())

_SHORT: Final = 4
"""Words that, at either end of a quotation, stand in the place of others; more are another part of the speech."""

_TITLE: Final = 5
"""Most words of a name in quotation marks."""

_CONTRACTED: Final = {"'ve": "have", "'re": "are", "'ll": "will", "'m": "am"}
"""Ends of contracted words, and the words they stand for; "'s" and "'d" stand for several."""

_NEAR: Final = 300
"""Characters around a stretch of speech within which its speaker is named, should the document name him otherwise."""


@dataclass(frozen=True, slots=True)
class UtteranceOptions:
    """When two stretches of speech are one utterance.

    Attributes:
        least: Least number of words that both must share.
        alike: Least share of the shorter one's words (weighted by rarity) that must stand in the other, in order.
        reported: The same for indirect speech, whose order may differ.
        crowd: A rare word, or words in a row, that stand in more utterances than this propose no pairs.
        run: Words in a row that the same speaker's two utterances must share, where they share few rare words ("I would
            build it again").
        strangers: The same where it is not known that the speaker is the same.
        plain: Least weight of the words shared so: "I do not know" is said every day.
    """

    least: int = 4
    alike: float = 0.6
    reported: float = 0.6
    crowd: int = 60
    run: int = 4
    strangers: int = 6
    plain: float = 0.6


@dataclass(frozen=True, slots=True)
class _Speech:
    """One stretch of speech: words, whose, where, the actors named near it, and which words have a capital letter."""

    id: str
    document: DocumentId
    witness: str | None
    direct: bool
    words: tuple[str, ...]
    around: frozenset[str]
    names: frozenset[str] = frozenset()


def compare_utterances(
    accounts: Sequence[Account], actors: Sequence[Actor], options: UtteranceOptions | None = None
) -> Outcome[Link]:
    """Return which quotations and reports of different documents are one utterance, and what was done to it.

    The relation stands in the first reason's `effect`: `identical`, `cut` (one is part of the other), `altered` (some
    words differ; `dropped` and `added` say which), `reattributed` (the same words, another speaker), `indirect` (one
    reports what the other quotes).

    Args:
        accounts: What was read off the documents, in any order.
        actors: The actors of the case, to tell whether two speakers are one.
        options: When two stretches are one utterance.

    Returns:
        Links of kind `same_utterance` between quotations and attributions, sorted; a notice for words so frequent in
        quotations that they proposed no pairs.

    Examples:
        >>> compare_utterances((), ()).found
        ()
    """
    options = options or UtteranceOptions()
    speeches = _speeches(Shelf.of(accounts, actors))
    pairs, crowded = _pairs(speeches, options)
    links = []
    for one, other in pairs:
        found = _compare(speeches[one], speeches[other], options)
        if found is not None:
            score, reason = found
            a, b = speeches[one].id, speeches[other].id
            links.append(Link.between(LinkKind.SAME_UTTERANCE, a, b, round(score, 4), (reason,)))
    notices = (Notice(NoticeCode.CANDIDATES_LIMITED, detail=f"utterances {crowded}"),) if crowded else ()
    return Outcome(tuple(sorted(links, key=lambda link: (link.a, link.b))), notices)


def _speeches(shelf: Shelf) -> list[_Speech]:
    """Return all stretches of speech of the case, sorted."""
    quoted = [quotation for quotation in shelf.quotations.values() if quotation.kind is not QuotationKind.SCARE]
    reported = [item for item in shelf.attributions.values() if item.kind is AttributionKind.SPEECH]
    named: dict[DocumentId, list[tuple[int, str]]] = defaultdict(list)
    for mention, actor in shelf.actor_of.items():
        named[shelf.mentions[mention].document].append((shelf.mentions[mention].span.start, actor))
    near = {document: sorted(places) for document, places in named.items()}
    quoted = [item for item in quoted if not _is_title(" ".join(shelf.words(item.document, s) for s in item.spans))]
    found = [_speech(shelf, item.id, item.document, item.spans, near) for item in quoted]
    found += [_speech(shelf, item.id, item.document, item.content, near) for item in reported]
    return sorted((speech for speech in found if len(speech.words) > 1), key=lambda s: (s.document, s.id))


def _speech(
    shelf: Shelf,
    key: str,
    document: DocumentId,
    spans: Sequence[Span],
    near: Mapping[DocumentId, list[tuple[int, str]]],
) -> _Speech:
    """Return one stretch of speech."""
    text = " ".join(shelf.words(document, span) for span in spans)
    words = _spoken(_INSERTED.sub(" ", text) or text)
    places = near.get(document, [])
    first = bisect_left(places, (spans[0].start - _NEAR, ""))
    last = bisect_left(places, (spans[-1].end + _NEAR, ""))
    around = frozenset(actor for _, actor in places[first:last])
    names = frozenset(word.casefold() for word in _NAME.findall(text)) | _ARTICLES
    return _Speech(key, document, shelf.witness(document, key), key in shelf.quotations, words, around, names)


def _spoken(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, contractions written out: "we've" and "we have" sound alike."""
    words = (word.casefold().replace("\u2019", "'") for word in _WORD.findall(text))
    return tuple(part for word in words for part in _written_out(word))


def _written_out(word: str) -> list[str]:
    """Return a word in lower case, or the two that a contraction stands for."""
    for end, full in _CONTRACTED.items():
        if word.endswith(end) and len(word) > len(end):
            return [word.removesuffix(end), full]
    return [word]


def _is_title(text: str) -> bool:
    """Return whether quoted words are the name of a programme or a book: few, all longer ones with a capital."""
    words = _WORD.findall(text)
    longer = [word for word in words if len(word) >= _SHORT]
    return len(words) <= _TITLE and len(longer) > 1 and all(word[0].isupper() for word in longer)


def _is_actor(witness: str | None) -> bool:
    """Return whether a speaker is a known actor, not only words."""
    return witness is not None and len(witness) == 17 and witness.startswith("k")


def _pairs(speeches: list[_Speech], options: UtteranceOptions) -> tuple[list[tuple[int, int]], int]:
    """Return pairs of different documents that share rare words or a run of words, and how many were too frequent."""
    places: dict[str, list[int]] = defaultdict(list)
    weights: dict[str, float] = {}
    for number, speech in enumerate(speeches):
        for key, weight in _keys(speech, options):
            places[key].append(number)
            weights[key] = weight
    counts: dict[tuple[int, int], float] = defaultdict(float)
    crowded = 0
    for key in sorted(places):
        if len(places[key]) > options.crowd:
            crowded += " " not in key
            continue
        for one, other in combinations(places[key], 2):
            if speeches[one].document != speeches[other].document:
                counts[one, other] += weights[key]
    return sorted(pair for pair, weight in counts.items() if weight >= 1.0), crowded


def _keys(speech: _Speech, options: UtteranceOptions) -> set[tuple[str, float]]:
    """Return what an utterance is found by, with weights: rare words; of what is quoted, words in a row.

    Three words in a row do where the speaker is known and the same.
    """
    found = {(word, rarity(word)) for word in speech.words if rarity(word) > 0.35}
    if speech.direct:
        length = options.run
        found |= {(" ".join(speech.words[i : i + length]), 1.0) for i in range(len(speech.words) - length + 1)}
        if _is_actor(speech.witness):
            triples = (speech.words[i : i + 3] for i in range(len(speech.words) - 2))
            found |= {(" ".join((str(speech.witness), *words)), 1.0) for words in triples}
    return found


def _compare(one: _Speech, other: _Speech, options: UtteranceOptions) -> tuple[float, Reason] | None:
    """Return the likeness of two stretches of speech and what was done to the words; None where they are not one."""
    if not one.direct and not other.direct:
        return None
    same = one.witness is not None and one.witness == other.witness
    if one.direct and other.direct:
        return _direct(one, other, options, same=same)
    return _indirect(one, other, options) if same else None


def _direct(one: _Speech, other: _Speech, options: UtteranceOptions, *, same: bool) -> tuple[float, Reason] | None:
    """Compare two direct quotations."""
    blocks = [b for b in SequenceMatcher(None, one.words, other.words, autojunk=False).get_matching_blocks() if b.size]
    shared = [word for block in blocks for word in one.words[block.a : block.a + block.size]]
    likeness = _weight(shared) / (min(_weight(one.words), _weight(other.words)) or 1.0)
    strange = not same and _is_actor(one.witness) and _is_actor(other.witness)
    strange = strange and one.witness not in other.around and other.witness not in one.around
    enough = len(shared) >= options.least and _weight(shared) >= 1.2 and likeness >= options.alike
    enough = enough and (same or (max(b.size for b in blocks) >= 7 and likeness >= 0.8))
    if not enough and (strange or not _in_a_row(one, other, blocks, options, same=same)):
        return None
    dropped, added = _differences(one.words, blocks, 0), _differences(other.words, blocks, 1)
    relation = "reattributed" if strange else _relation(one.words, other.words, blocks, one.names | other.names)
    inputs = (
        ("a", one.id),
        ("b", other.id),
        ("only_a", " ".join(dropped)),
        ("only_b", " ".join(added)),
        ("shared", str(len(shared))),
    )
    return likeness * (1.0 if same else 0.85), Reason("utterances_compared", inputs, relation)


def _in_a_row(one: _Speech, other: _Speech, blocks: Sequence[Match], options: UtteranceOptions, *, same: bool) -> bool:
    """Return whether two quotations of common words are one: most of the shorter stands in the other, in a row.

    Of the same speaker's, all of it in two stretches does, too.
    """
    shared = [word for block in blocks for word in one.words[block.a : block.a + block.size]]
    short = min(len(one.words), len(other.words))
    if short < 3 or _weight(shared) < options.plain:
        return False
    longest = max(block.size for block in blocks)
    if longest >= (options.run if same else options.strangers) and len(shared) >= options.alike * short:
        return True
    return same and len(shared) == short and len(blocks) <= 2


def _relation(one: Sequence[str], other: Sequence[str], blocks: Sequence[Match], names: Collection[str]) -> str:
    """Return what was done to the words: nothing, some left out, or some replaced between words that stayed.

    To leave out a "not" is to alter; to spell a name in another way is not.
    """
    if one == other:
        return "identical"
    for left, right in pairwise(blocks):
        gone = one[left.a + left.size : right.a]
        come = other[left.b + left.size : right.b]
        replaced = gone and come and (_weight(gone) > 0.3 or _weight(come) > 0.3)
        replaced = replaced and not ({*gone, *come} <= {*names} and _one_name(gone, come))
        if replaced or _DENYING & {*gone, *come}:
            return "altered"
    first, last = blocks[0], blocks[-1]
    heads = one[: first.a], other[: first.b]
    tails = one[last.a + last.size :], other[last.b + last.size :]
    if any(0 < len(a) <= _SHORT and 0 < len(b) <= _SHORT and _weight((*a, *b)) > 0.8 for a, b in (heads, tails)):
        return "altered"
    return "cut"


def _one_name(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Return whether two stretches are one foreign name spelled in two ways ("Gadhafi", "al-Qaddafi")."""
    one, other = ([word for word in side if word not in _ARTICLES] for side in (gone, come))
    return spelled_alike(tuple(one), tuple(other)) >= _ONE_NAME


def _differences(words: Sequence[str], blocks: Sequence[Match], side: int) -> list[str]:
    """Return the words of one side that no matching block holds."""
    held = {(block[side] + i) for block in blocks for i in range(block[2])}
    return [word for place, word in enumerate(words) if place not in held]


def _indirect(one: _Speech, other: _Speech, options: UtteranceOptions) -> tuple[float, Reason] | None:
    """Compare a quotation with a report of speech of the same speaker."""
    shared = sorted(set(one.words) & set(other.words))
    telling = [word for word in shared if rarity(word) > 0.35]
    smaller = min(_weight(set(one.words)), _weight(set(other.words))) or 1.0
    likeness = _weight(shared) / smaller
    if len(telling) < 3 or _weight(telling) < 2.0 or likeness < options.reported:
        return None
    inputs = (("a", one.id), ("b", other.id), ("shared", " ".join(telling)))
    return likeness * 0.9, Reason("utterances_compared", inputs, "indirect")


def _weight(words: Iterable[str]) -> float:
    """Return how much words tell together."""
    return sum(rarity(word) + 0.02 for word in words)
