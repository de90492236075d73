"""What did he say? The verdict on one utterance given by several documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import Final

from crossread.judge.rulings import finding, rule
from crossread.judge.testimony import Court, Testimony
from crossread.model.document import DocumentId
from crossread.model.finding import Evidence, Finding, FindingKind, Grade, Question
from crossread.model.link import Link, LinkKind
from crossread.model.reason import Reason
from crossread.model.span import Span

_SENTENCE_END: Final = re.compile(
    r"(?<!Mr)(?<!Mrs)(?<!Dr)(?<!Gen)(?<!Sen)[.!?\u2026][\"'\u201d\u2019]?\s+(?=[A-Z\"'\u201c\u2018])"
)
"""Where a sentence of speech ends and another begins."""

_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")

_RUN: Final = 3
_MOST_OF_IT: Final = 0.6
"""Words in a row that two stretches of one document must share to be one piece of speech: at least so many, and so
large a share of the shorter one."""

_APART = ("altered", "reattributed")
"""How an utterance can differ so that not both ways of giving it can be right."""


def judge_quotes(court: Court, links: Iterable[Link]) -> list[Finding]:
    """Return a finding for each utterance that several documents give.

    Words that are the same, cut shorter or reported indirectly are one camp: they can hold together. Words altered or
    given to another speaker are camps of their own.

    Args:
        court: The records.
        links: Links, of which those of kind `same_utterance` count.
    """
    known = _quoted_once(court, [link for link in links if link.kind is LinkKind.SAME_UTTERANCE])
    return [
        _judge(court, part, [link for link in found if {link.a, link.b} <= {*part}])
        for members, found in _components(known)
        for part in _parts(court, members, found)
    ]


def _quoted_once(court: Court, links: Sequence[Link]) -> list[Link]:
    """Return the links without those of reports whose quoted words are compared by themselves ("said it “failed”")."""
    quoted: dict[DocumentId, list[Span]] = {}
    for key in {end for link in links for end in (link.a, link.b)} & court.shelf.quotations.keys():
        quoted.setdefault(court.shelf.quotations[key].document, []).extend(court.shelf.quotations[key].spans)

    def again(key: str) -> bool:
        document, spans = _spans(court, key)
        inside = (span.overlaps(other) for span in spans for other in quoted.get(document, ()))
        return key not in court.shelf.quotations and any(inside)

    return [link for link in links if not again(link.a) and not again(link.b)]


def _parts(court: Court, members: Sequence[str], links: Sequence[Link]) -> list[list[str]]:
    """Return the utterances among members that links join: one for each thing said in a long speech.

    A speech that one document gives at length holds what others quote piece by piece; two pieces that share no words
    are two utterances, and the long speech bears witness to both.
    """
    said = {member: _in_order(court, member) for member in members}
    near: dict[str, set[str]] = {member: set() for member in members}
    for link in links:
        near[link.a].add(link.b)
        near[link.b].add(link.a)
    quoted = [member for member in members if member in court.shelf.quotations]
    long = [
        member
        for member in quoted
        if any(not _one_piece(a, b, near, said) for a, b in combinations(sorted(near[member].intersection(quoted)), 2))
    ]
    homes: list[set[str]] = []
    for member in (member for member in quoted if member not in long):
        joined = [home for home in homes if any(_one_piece(member, other, near, said) for other in home)]
        homes = [home for home in homes if home not in joined] + [set().union({member}, *joined)]
    loose = [member for member in members if member in long or member not in quoted]
    parts = [sorted(home | {member for member in loose if near[member] & home}) for home in homes]
    parts += [rest for rest, _ in _components([link for link in links if not _within(link, parts)])]
    return _joined_parts(court, parts, long)


def _within(link: Link, parts: Iterable[Sequence[str]]) -> bool:
    """Return whether both ends of a link stand in one part."""
    return any({link.a, link.b} <= set(part) for part in parts)


def _joined_parts(court: Court, parts: Sequence[Sequence[str]], long: Sequence[str]) -> list[list[str]]:
    """Return the parts that several documents give; those of one speech that the very same documents give are one.

    That one house prints in one stretch what another breaks into two quotations makes no second utterance.
    """
    found: list[tuple[set[DocumentId], set[str]]] = []
    for part in sorted(parts, key=list):
        documents = {_spans(court, member)[0] for member in part}
        same = next((held for known, held in found if known == documents and held & set(part) & set(long)), None)
        if same is not None:
            same.update(part)
        elif len(documents) > 1:
            found.append((documents, set(part)))
    return sorted(sorted(held) for _, held in found)


def _one_piece(one: str, other: str, near: Mapping[str, Collection[str]], said: Mapping[str, Sequence[str]]) -> bool:
    """Return whether two stretches are linked, or share a run of words that is most of the shorter one."""
    if other in near[one]:
        return True
    run = SequenceMatcher(None, said[one], said[other], autojunk=False).find_longest_match().size
    return run >= max(_RUN, _MOST_OF_IT * min(len(said[one]), len(said[other])))


def _in_order(court: Court, key: str) -> list[str]:
    """Return the words of an utterance as they follow one another, in lower case without marks."""
    document, spans = _spans(court, key)
    return [word for span in spans for word in _WORD.findall(court.shelf.words(document, span).casefold())]


def _components(links: Sequence[Link]) -> list[tuple[list[str], list[Link]]]:
    """Return utterances that links join, with their links."""
    home: dict[str, set[str]] = {}
    for link in links:
        joined = home.get(link.a, {link.a}) | home.get(link.b, {link.b})
        for member in joined:
            home[member] = joined
    found: dict[tuple[str, ...], list[Link]] = {}
    names = {id(members): tuple(sorted(members)) for members in home.values()}
    for link in links:
        found.setdefault(names[id(home[link.a])], []).append(link)
    return [(list(members), found[members]) for members in sorted(found)]


def _judge(court: Court, members: Sequence[str], links: Sequence[Link]) -> Finding:
    """Return the finding on one utterance."""
    relations = {(link.a, link.b): link.reasons[0].effect for link in links}
    sides: list[list[str]] = []
    for member in sorted(members, key=lambda key: (-_length(court, key), key)):
        home = next((side for side in sides if all(_alike(relations, member, other) for other in side)), None)
        if home is None:
            sides.append([member])
        else:
            home.append(member)
    words = {member: _words(court, member) for member in members}
    camps = [
        _one_voice([_testimony(court, member, [words[k] for k in members if k != member]) for member in side])
        for side in sides
    ]
    why = tuple(sorted(link.reasons[0] for link in links if link.reasons[0].effect in _APART))
    ruling = rule(camps, Grade.HARD, why)
    likeness = sum(link.score for link in links) / len(links)
    question = Question(FindingKind.QUOTE, subject=_speaker(court, members), verb="say")
    return finding(question, [(side[0].label, side) for side in camps], ruling, likeness, _told(links))


def _one_voice(camp: Sequence[Testimony]) -> list[Testimony]:
    """Return what is given as one utterance as one speaker's words, where a document leaves open whose they are."""
    speakers = sorted({item.speaker for item in camp if item.speaker is not None})
    speaker = speakers[0] if speakers else "the speaker"
    return [replace(item, speaker=item.speaker or speaker) for item in camp]


def _told(links: Sequence[Link]) -> tuple[Reason, ...]:
    """Return how the utterances were compared."""
    return tuple(sorted({reason for link in links for reason in link.reasons}))


def _alike(relations: dict[tuple[str, str], str], one: str, other: str) -> bool:
    """Return whether two ways of giving an utterance can both be right: none alters the other's words."""
    pair = (one, other) if one < other else (other, one)
    return relations.get(pair) not in _APART


def _spans(court: Court, key: str) -> tuple[DocumentId, tuple[Span, ...]]:
    """Return where an utterance stands."""
    quotation = court.shelf.quotations.get(key)
    if quotation is not None:
        return quotation.document, quotation.spans
    attribution = court.shelf.attributions[key]
    return attribution.document, attribution.content


def _length(court: Court, key: str) -> int:
    """Return how many characters an utterance has; reports of speech come after quotations."""
    spans = _spans(court, key)[1]
    return sum(span.length for span in spans) if key in court.shelf.quotations else 0


def _words(court: Court, key: str) -> frozenset[str]:
    """Return the words of an utterance."""
    document, spans = _spans(court, key)
    return frozenset(word for span in spans for word in court.shelf.words(document, span).casefold().split())


def _compared(
    court: Court, document: DocumentId, spans: tuple[Span, ...], others: Sequence[frozenset[str]]
) -> tuple[Span, ...]:
    """Return the stretches of an utterance that others give too: those half of whose words another has."""
    kept = []
    for span in (sentence for stretch in spans for sentence in _sentences(court, document, stretch)):
        own = set(court.shelf.words(document, span).casefold().split())
        if any(2 * len(own & other) >= len(own) for other in others):
            kept.append(span)
    return tuple(kept) or spans


def _sentences(court: Court, document: DocumentId, span: Span) -> tuple[Span, ...]:
    """Return the sentences of a stretch of speech.

    A speech given at length holds more than the piece that others give.
    """
    text = span.of(court.shelf.documents[document].text)
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    cuts = [0, *(end for end in ends if end < len(text)), len(text)]
    return tuple(Span(span.start + a, span.start + b) for a, b in pairwise(cuts))


def _testimony(court: Court, key: str, others: Sequence[frozenset[str]]) -> Testimony:
    """Return what one document gives as the words; of several stretches, those that others give too."""
    document, spans = _spans(court, key)
    spans = _compared(court, document, spans, others)
    words = " … ".join(court.shelf.words(document, span) for span in _joined(spans))
    lineage = court.descent.lineage_at(document, spans[0])
    whole = Span(spans[0].start, spans[-1].end)
    return Testimony(
        None,
        Evidence(document, whole, None, key),
        words,
        court.shelf.witness(document, key),
        court.descent.teller(document, spans[0]),
        lineage,
        court.published(document),
    )


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return stretches with those that follow one another at once made one."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].end == span.start:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _speaker(court: Court, members: Sequence[str]) -> str:
    """Return who says it: the name of the actor that most of the documents name, else one document's words."""
    speakers = [(member, court.shelf.speaker(member)) for member in members]
    known = Counter(
        court.shelf.actor_of[speaker.mention]
        for _, speaker in speakers
        if speaker is not None and speaker.mention is not None and speaker.mention in court.shelf.actor_of
    )
    if known:
        return court.shelf.actors[min(known, key=lambda actor: (-known[actor], actor))].name
    for member, speaker in speakers:
        if speaker is not None:
            return court.shelf.words(_spans(court, member)[0], speaker.span)
    return ""
