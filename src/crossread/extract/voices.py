"""Whose statement it is outside quotation marks: indirect speech, "according to", hearsay, documents, thoughts; chains.

Each cue is a verb of saying or thinking, a phrase ("according to") or an adverb ("reportedly"). Its content is the
clause that it governs; its source the subject. A cue whose content lies inside another's is a link of a chain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from crossread.extract.branches import Branches
from crossread.extract.clauses import chunk_ending, chunk_starting
from crossread.extract.contents import clause_content, source_in_tree
from crossread.extract.lexicon import sections
from crossread.extract.speakers import (
    Around,
    Mentions,
    according_to,
    can_speak,
    covered_length,
    cue_span,
    saying_verbs,
    speaker_of,
    speaking_after,
    speaking_subject,
)
from crossread.extract.tagging import Tag
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.model.statement import Attribution, AttributionKind, Quotation, Speaker, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.reading import Reading, Sentence
    from crossread.model.mention import Mention

_HEARSAY: Final = frozenset(
    "reportedly allegedly supposedly apparently purportedly ostensibly rumouredly reputedly".split()
)
_PASSIVE_HEARSAY: Final = frozenset(
    "report allege rumour rumor say believe think claim understand estimate know suspect fear assume consider".split()
)
_OPENERS: Final = frozenset({"that", "whether", "if", "how", "why", "what", "where", "when", "who", "because"})
_NOUN_CUES: Final = frozenset(
    (
        "claim allegation assertion statement report rumour rumor suggestion belief warning fear hope "
        "view opinion conclusion argument accusation announcement admission denial promise threat "
        "prediction conviction impression notion idea suspicion insistence contention"
    ).split()
)
_TAKES_INFINITIVE: Final = frozenset("claim promise vow pledge threaten refuse agree profess purport".split())
_NEVER_TO: Final = frozenset({"know", "note", "estimate"})
_HEDGED_QUESTION: Final = frozenset("know see remember forget understand wonder".split())


@dataclass(frozen=True, slots=True)
class VoiceOptions:
    """How indirect speech is read.

    Attributes:
        thoughts: Whether what someone thinks, fears or hopes is taken as his voice too.
    """

    thoughts: bool = True


@dataclass(frozen=True, slots=True)
class _Draft:
    """An attribution in the making; positions are those of words."""

    first: int
    last: int
    cue: Span
    kind: AttributionKind
    stance: Stance
    source: Speaker | None
    rest: tuple[int, int] | None = None
    parts: tuple[tuple[int, int], ...] = ()


def find_voices(
    reading: Reading,
    mentions: Sequence[Mention] = (),
    quotations: Sequence[Quotation] = (),
    options: VoiceOptions = VoiceOptions(),
) -> Outcome[Attribution]:
    """Return the indirect speech of a document, sorted.

    Args:
        reading: The document's words.
        mentions: Its mentions of actors, to say which one a source is.
        quotations: Its quotations: what stands wholly in marks is theirs.
        options: How it is read.

    Examples:
        >>> from crossread.extract.reading import read_words
        >>> from crossread.model.document import Document, Passage, PassageKind
        >>> text = "The ministry said that nine people had died."
        >>> document = Document.named("a.txt", text, sha256="0")
        >>> passage = Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0)
        >>> [one] = find_voices(read_words(document, (passage,))).found
        >>> one.source.span.of(text), one.cue.of(text), one.content[0].of(text)
        ('The ministry', 'said', 'that nine people had died')
    """
    lookup = Mentions.of(mentions)
    marked = sorted(span for one in quotations if one.cue is not None for span in one.spans)
    cues = {one.cue for one in quotations if one.cue is not None}
    found: dict[str, Attribution] = {}
    for sentence in reading.sentences:
        for draft in _drafts(reading, sentence, lookup, options):
            made = _made(reading, draft, marked, cues)
            if made is not None:
                found.setdefault(made.id, made)
    return Outcome(
        tuple(
            sorted(_chained(list(found.values()), quotations), key=lambda one: (one.content, one.cue or one.content[0]))
        )
    )


def _made(reading: Reading, draft: _Draft, marked: Sequence[Span], cues: set[Span]) -> Attribution | None:
    """Make the record; None where the content is nothing but a quotation, which tells the same already."""
    parts = draft.parts or ((draft.first, draft.last), draft.rest or (0, 0))
    spans = [reading.span(first, last) for first, last in parts if last > first]
    if not spans:
        return None
    content = spans[0]
    if draft.cue in cues:
        covered = covered_length(marked, content)
        if covered > 0.6 * content.length:
            return None
    return Attribution.at(
        reading.document.id, tuple(spans), draft.kind, source=draft.source, cue=draft.cue, stance=draft.stance
    )


def _drafts(reading: Reading, sentence: Sentence, mentions: Mentions, options: VoiceOptions) -> Iterator[_Draft]:
    """Yield the attributions of one sentence."""
    yield from _by_phrases(reading, sentence, mentions)
    yield from _by_adverbs(reading, sentence)
    tree = Branches(reading, sentence) if reading.parsed else None
    for group in sentence.verbs:
        draft = _by_tree(reading, sentence, mentions, group, tree, options) if tree else None
        if draft is None:
            draft = _by_verb(reading, sentence, mentions, group, options)
        if draft is not None:
            yield draft
    yield from _by_nouns(reading, sentence, mentions)


def _by_phrases(reading: Reading, sentence: Sentence, mentions: Mentions) -> Iterator[_Draft]:
    """Yield what stands beside "according to X"."""
    for first, past, chunk in according_to(reading, sentence):
        if reading.words[first].lower in {"citing", "quoting"} and first == sentence.first:
            continue
        speaker = speaker_of(reading, mentions, chunk)
        cue = reading.span(first, past)
        kind = _kind_of_source(reading, chunk, AttributionKind.SPEECH)
        end = _end_of_phrase(reading, sentence, chunk)
        content = _beside(reading, sentence, first, end)
        if content is not None:
            yield _Draft(content[0], content[1], cue, kind, Stance.NEUTRAL, speaker)


def _end_of_phrase(reading: Reading, sentence: Sentence, chunk: Chunk) -> int:
    """Return where "according to the head of the police in Almira, who …" ends."""
    place = chunk.last
    while place < sentence.last:
        word = reading.words[place]
        after = chunk_starting(sentence, place + 1)
        if (word.tag is Tag.ADP and after is not None) or (
            word.lower == "and" and after is not None and word.tag is Tag.CCONJ
        ):
            place = after.last if after else place + 1
        else:
            break
    return place


def _beside(reading: Reading, sentence: Sentence, first: int, end: int) -> tuple[int, int] | None:
    """Return the content beside a phrase: what follows it at the head of a sentence, else what stands before it."""
    head = first == sentence.first or all(
        reading.words[place].tag in {Tag.PUNCT, Tag.CCONJ, Tag.ADV} for place in range(sentence.first, first)
    )
    if head:
        return _bare(reading, end, _clause_end(reading, sentence, end, far=True))
    start = first
    while start > sentence.first and reading.words[start - 1].lower not in {";", ":"}:
        start -= 1
    return _bare(reading, start, first)


def _by_adverbs(reading: Reading, sentence: Sentence) -> Iterator[_Draft]:
    """Yield the clause around "reportedly"; whose report it is stays unknown."""
    for place in range(sentence.first, sentence.last):
        if reading.words[place].lower in _HEARSAY:
            borders = _around(reading, sentence, place)
            content = _bare(reading, *borders)
            if content is not None:
                stance = (
                    Stance.NEUTRAL if reading.words[place].lower in {"reportedly", "apparently"} else Stance.DOUBTFUL
                )
                yield _Draft(content[0], content[1], reading.words[place].span, AttributionKind.HEARSAY, stance, None)


def _around(reading: Reading, sentence: Sentence, place: int) -> tuple[int, int]:
    """Return the clause around a word: to the nearest marks and conjunctions with a verb inside."""
    first = place
    while (
        first > sentence.first
        and reading.words[first - 1].lower not in {";", ":", "but", "–", "—"}
        and not _closing_comma(reading, sentence, first - 1, place)
    ):
        first -= 1
    return first, _clause_end(reading, sentence, place + 1, far=False)


def _closing_comma(reading: Reading, sentence: Sentence, place: int, before: int) -> bool:
    """Tell whether a comma before a place ends another clause."""
    return reading.words[place].lower == "," and any(place < group.first < before for group in sentence.verbs)


_NO_CLAIM: Final = frozenset("ensure make cause mean happen seem appear help let guarantee require matter".split())


def _by_tree(  # noqa: PLR0913 - one sentence with its tree
    reading: Reading,
    sentence: Sentence,
    mentions: Mentions,
    group: VerbGroup,
    tree: Branches,
    options: VoiceOptions,
) -> _Draft | None:
    """Read one verb with its clause off the tree."""
    lemma = group.lemma
    lists = sections("saying")
    says = lemma in saying_verbs()
    thinks = lemma in lists["thought"] and options.thoughts
    if not says and not thinks:
        return None
    if group.passive:
        return None
    parts = [part for one in clause_content(reading, tree, group.main) if (part := _bare(reading, *one))]
    if not parts:
        return None
    chunk = source_in_tree(reading, sentence, tree, group.main)
    if chunk is None:
        return None
    if reading.words[chunk.head].lower in {"i", "you", "we"}:
        return None
    if reading.words[chunk.first].lower in {"nobody", "none", "no", "nothing", "neither"}:
        return None
    kind = (
        AttributionKind.THOUGHT
        if thinks and (not says or lemma in {"know", "learn", "guess", "reckon", "wonder"})
        else AttributionKind.SPEECH
    )
    kind = _kind_of_source(reading, chunk, kind)
    if kind is AttributionKind.DOCUMENT and lemma not in lists["document"] and thinks:
        kind = AttributionKind.THOUGHT
    return _Draft(
        0, 0, cue_span(reading, group), kind, stance_of(lemma), speaker_of(reading, mentions, chunk), parts=tuple(parts)
    )


def _by_verb(
    reading: Reading, sentence: Sentence, mentions: Mentions, group: VerbGroup, options: VoiceOptions
) -> _Draft | None:
    """Read one verb of saying or thinking with its content and source."""
    lemma = group.lemma
    lists = sections("saying")
    says = lemma in saying_verbs()
    thinks = lemma in lists["thought"] and options.thoughts
    if not says and not thinks:
        return None
    if group.passive or (reading.words[group.main].tag is Tag.ADJ):
        return _by_passive(reading, sentence, mentions, group)
    chunk = speaking_subject(reading, sentence, group)
    dummy = chunk is None and _dummy_subject(reading, sentence, group)
    content = _content_after(reading, sentence, group, plain=chunk is not None)
    if content is None:
        return _parenthetical(reading, sentence, mentions, group, chunk)
    if chunk is None:
        chunk = None if dummy else _inverted_before(reading, sentence, group)
    if chunk is not None and reading.words[chunk.head].lower in {"i", "you", "we"}:
        return None  # "I think", "we heard": the voice around it tells whose words they are
    if chunk is None or reading.words[chunk.first].lower in {"nobody", "none", "no", "nothing", "neither"}:
        return None
    kind = (
        AttributionKind.THOUGHT
        if thinks and (not says or lemma in {"know", "learn", "guess", "reckon", "wonder"})
        else AttributionKind.SPEECH
    )
    kind = _kind_of_source(reading, chunk, kind)
    if kind is AttributionKind.DOCUMENT and lemma not in lists["document"] and thinks:
        kind = AttributionKind.THOUGHT
    return _Draft(
        content[0], content[1], cue_span(reading, group), kind, stance_of(lemma), speaker_of(reading, mentions, chunk)
    )


def _inverted_before(reading: Reading, sentence: Sentence, group: VerbGroup) -> Chunk | None:
    """Return the speaker of "says Captain Benn that …"; only after a mark."""
    if group.first > sentence.first and reading.words[group.first - 1].tag is not Tag.PUNCT:
        return None
    return speaking_after(reading, sentence, group)


def _dummy_subject(reading: Reading, sentence: Sentence, group: VerbGroup) -> bool:
    """Tell whether the subject is "it" or nothing."""
    chunk = chunk_ending(sentence, group.first)
    return chunk is None or reading.words[chunk.head].lower == "it"


def _by_passive(reading: Reading, sentence: Sentence, mentions: Mentions, group: VerbGroup) -> _Draft | None:
    """Read "it is said that …", "he is reported to have …", "was told by X that …", "it is now known that …"."""
    lemma = group.lemma
    content = _content_after(reading, sentence, group, plain=False)
    by = next(
        (
            chunk_starting(sentence, place + 1)
            for place in range(group.last, min(group.last + 6, sentence.last))
            if reading.words[place].lower == "by"
        ),
        None,
    )
    source = speaker_of(reading, mentions, by) if by is not None and can_speak(reading, by) else None
    cue = cue_span(reading, group)
    if content is not None and reading.words[content[0]].lower in _OPENERS:
        return _Draft(
            content[0],
            content[1],
            cue,
            AttributionKind.HEARSAY if source is None else AttributionKind.SPEECH,
            stance_of(lemma),
            source,
        )
    if group.last < sentence.last and reading.words[group.last].lower == "to" and lemma in _PASSIVE_HEARSAY - _NEVER_TO:
        first = _subject_start(sentence, group)
        end = _clause_end(reading, sentence, group.last, far=False)
        return _Draft(first, end, cue, AttributionKind.HEARSAY, stance_of(lemma), source)
    return None


def _subject_start(sentence: Sentence, group: VerbGroup) -> int:
    """Return where the subject of a passive begins."""
    chunk = chunk_ending(sentence, group.first)
    return chunk.first if chunk is not None else group.first


def stance_of(lemma: str) -> Stance:
    """Return how the writer makes words by their verb: neutral, doubtful, committing.

    Examples:
        >>> stance_of("say").value, stance_of("claim").value, stance_of("admit").value
        ('neutral', 'doubtful', 'committing')
    """
    lists = sections("saying")
    if lemma in lists["neutral"]:
        return Stance.NEUTRAL if lemma not in _STRONG else _STRONG_STANCE[lemma]
    if lemma in lists["doubtful"]:
        return Stance.DOUBTFUL
    return Stance.COMMITTING if lemma in lists["committing"] else Stance.NEUTRAL


_STRONG_STANCE: Final = {
    "point_out": Stance.COMMITTING,
    "maintain": Stance.DOUBTFUL,
    "contend": Stance.DOUBTFUL,
    "insist": Stance.DOUBTFUL,
    "find": Stance.COMMITTING,
}
_STRONG: Final = frozenset(_STRONG_STANCE)


@cache
def _documents() -> frozenset[str]:
    """Return nouns of documents."""
    return sections("sources")["document"]


def _kind_of_source(reading: Reading, chunk: Chunk, kind: AttributionKind) -> AttributionKind:
    """Tell a document's words from a person's."""
    head = reading.words[chunk.head]
    if kind is AttributionKind.THOUGHT:
        return kind
    return AttributionKind.DOCUMENT if head.lemma.lower() in _documents() else kind


_NO_CONTENT: Final = frozenset({"when", "if", "where", "because", "who"})
"""Openers that mostly begin an adverbial clause, unless the verb takes a question."""
_TAKES_QUESTIONS: Final = frozenset({"ask", "say", "tell", "explain", "decide"})


def _content_after(  # noqa: C901 - a decision table, one row a form of content
    reading: Reading, sentence: Sentence, group: VerbGroup, *, plain: bool
) -> tuple[int, int] | None:
    """Return the content clause that a verb governs: from "that" (or its bare beginning) to the end of the clause."""
    place = group.last
    place = _past_addressee(reading, sentence, group, place)
    if place >= sentence.last:
        return None
    word = reading.words[place]
    if place and reading.words[place - 1].lower == "so" and word.lower == "that":
        return None
    if word.lower == "," and place + 1 < sentence.last and reading.words[place + 1].lower in {"that", "saying"}:
        place += 1
        word = reading.words[place]
    if word.lower == ":" and place + 1 < sentence.last:
        return _bare(reading, place + 1, sentence.last)
    if word.lower in _OPENERS and _has_verb(sentence, place):
        if word.lower in _NO_CONTENT and group.lemma not in _HEDGED_QUESTION | _TAKES_QUESTIONS:
            return None
        return _bare(reading, place, _clause_end(reading, sentence, place + 1, far=True))
    if word.lower == "to" and group.lemma in _TAKES_INFINITIVE and word.tag is Tag.PART:
        return _bare(reading, place, _clause_end(reading, sentence, place + 1, far=False))
    later = _that_later(reading, sentence, place)
    if later is not None:
        return _bare(reading, later, _clause_end(reading, sentence, later + 1, far=True))
    if plain and group.lemma in sections("saying")["plain"] and _finite_follows(reading, sentence, place):
        return _bare(reading, place, _clause_end(reading, sentence, place, far=True))
    if plain and group.lemma in {
        "deny",
        "admit",
        "report",
        "confirm",
        "mention",
        "suggest",
        "recall",
        "claim",
        "allege",
        "announce",
        "predict",
        "describe",
        "condemn",
        "blame",
        "accuse",
        "demand",
        "call_for",
    }:
        return _nominal(reading, sentence, place)
    return None


def _past_addressee(reading: Reading, sentence: Sentence, group: VerbGroup, place: int) -> int:
    """Step over whom or when it was said: "told reporters", "said on Tuesday", "said in a statement"."""
    if group.lemma in {"tell", "inform", "assure", "remind", "warn", "advise", "convince", "ask", "notify"}:
        chunk = chunk_starting(sentence, place)
        if chunk is not None and not _verb_follows(sentence, chunk.last):
            place = chunk.last
    for _ in range(4):
        if place >= sentence.last:
            break
        word = reading.words[place]
        after = chunk_starting(sentence, place + 1)
        if (
            word.tag in {Tag.ADP, Tag.ADV}
            and after is not None
            and not _verb_follows(sentence, after.last)
            and word.lower != "of"
        ):
            place = after.last
        elif (
            word.tag is Tag.ADV and place + 1 < sentence.last and reading.words[place + 1].lower in _OPENERS | {","}
        ) or (word.lower in _DAYS and not _verb_follows(sentence, place + 1)):
            place += 1
        else:
            break
    return place


_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())


def _verb_follows(sentence: Sentence, place: int) -> bool:
    """Tell whether a finite verb group begins right at a place."""
    return any(group.first == place and group.kind == "finite" for group in sentence.verbs)


def _has_verb(sentence: Sentence, place: int) -> bool:
    """Tell whether a verb stands after a place."""
    return any(group.main > place for group in sentence.verbs)


def _that_later(reading: Reading, sentence: Sentence, place: int) -> int | None:
    """Return a "that" some words further on, nothing but names, nouns and prepositions between."""
    for at in range(place, min(place + 12, sentence.last)):
        word = reading.words[at]
        if word.lower == "that" and word.tag is Tag.SCONJ and at > place:
            before = reading.words[at - 1]
            near = (
                before.lower == ","
                or before.tag in {Tag.PROPN, Tag.PRON}
                or before.lower in _DAYS
                or chunk_ending(sentence, at) is not None
            )
            addressed = near and _is_after_addressee(reading, place)
            return at if addressed and _has_verb(sentence, at) else None
        if word.tag in {Tag.VERB, Tag.AUX} or word.lower in {";", ":", "."}:
            return None
    return None


def _is_after_addressee(reading: Reading, place: int) -> bool:
    """Tell whether what stands at a place can lead to a later "that": a preposition, a comma, an adverb."""
    return reading.words[place].tag in {Tag.ADP, Tag.ADV, Tag.PUNCT} or reading.words[place].lower == "to"


def _finite_follows(reading: Reading, sentence: Sentence, place: int) -> bool:
    """Tell whether a subject and a finite verb follow, as in "said nine people had died"."""
    if reading.words[place].tag in {Tag.PUNCT, Tag.CCONJ} or reading.words[place].lower in {"to", "so", "about", "of"}:
        return False
    for group in sentence.verbs:
        if group.first > place and group.kind in {"finite", "participle"}:
            between = reading.words[place : group.first]
            if any(word.lower in {";", ":"} for word in between) or len(between) > 30:
                return False
            return any(one.first >= place and one.last <= group.first for one in sentence.chunks)
    return False


def _nominal(reading: Reading, sentence: Sentence, place: int) -> tuple[int, int] | None:
    """Return a content that is a noun phrase or a gerund: "denied any part in the attack", "denied shooting"."""
    chunk = chunk_starting(sentence, place)
    gerund = reading.words[place].lower.endswith("ing") and reading.words[place].tag is Tag.VERB
    if chunk is None and not gerund:
        return None
    if chunk is not None and (reading.words[chunk.head].tag is Tag.PRON or _verb_follows(sentence, chunk.last)):
        return None
    return _bare(reading, place, _clause_end(reading, sentence, place + 1, far=False))


def _clause_end(reading: Reading, sentence: Sentence, place: int, *, far: bool) -> int:
    """Return where the content that begins at a place ends.

    With `far` it runs to the end of the sentence, unless another speaker or the writer's own clause takes over: a
    semicolon, a dash, ", but"/", while"/", and" with a subject of its own that speaks, or ", X said".
    """
    for at in range(place, sentence.last):
        lower = reading.words[at].lower
        if lower in {";", "–", "—"}:
            return at
        if lower == "," and at + 1 < sentence.last:
            follows = reading.words[at + 1].lower
            if follows in {
                "but",
                "while",
                "whereas",
                "although",
                "though",
                "adding",
                "saying",
                "citing",
                "according",
            } or (not far and follows in {"and", "which", "who"}):
                return at
            if _speech_tag(reading, sentence, at + 1):
                return at
    return sentence.last


def _speech_tag(reading: Reading, sentence: Sentence, place: int) -> bool:
    """Tell whether ", the clerk said" or ", said the clerk" begins at a place."""
    for group in sentence.verbs:
        if group.first >= place and group.lemma in saying_verbs():
            chunk = chunk_starting(sentence, place)
            near = group.first == place or (chunk is not None and chunk.last == group.first)
            ends = (
                group.last >= sentence.last
                or reading.words[group.last].tag is Tag.PUNCT
                or chunk_starting(sentence, group.last) is not None
            )
            return near and ends
        if group.first >= place:
            return False
    return False


def _parenthetical(
    reading: Reading, sentence: Sentence, mentions: Mentions, group: VerbGroup, chunk: Chunk | None
) -> _Draft | None:
    """Read ", the clerk said." after or inside its content; "as the clerk said" too."""
    inverted = chunk is None
    speaker = chunk if chunk is not None else speaking_after(reading, sentence, group)
    if speaker is None or group.kind != "finite" or group.lemma not in saying_verbs() | {"believe", "think"}:
        return None
    first = min(speaker.first, group.first)
    while first > sentence.first and reading.words[first - 1].lower in {"as", "so"}:
        first -= 1
    last = max(speaker.last, group.last)
    if first == sentence.first or reading.words[first - 1].lower not in {",", "–", "—", "”", "’", '"'}:
        return None
    if inverted and group.first < first + 1 and reading.words[group.first - 1].tag is not Tag.PUNCT:
        return None
    after = reading.words[last] if last < sentence.last else None
    if (
        after is not None
        and not inverted
        and after.lower not in _DAYS
        and after.tag not in {Tag.PUNCT, Tag.ADP, Tag.ADV, Tag.SCONJ}
    ):
        return None
    begin = first - 1
    while begin > sentence.first and reading.words[begin - 1].lower not in {";", ":"}:
        begin -= 1
    content = _bare(reading, begin, first - 1)
    if content is None or not any(content[0] <= one.main < content[1] for one in sentence.verbs):
        return None
    rest = None
    if after is not None and after.lower == "," and _has_verb(sentence, last):
        rest = _bare(reading, last + 1, sentence.last)
    kind = _kind_of_source(reading, speaker, AttributionKind.SPEECH)
    return _Draft(
        content[0],
        content[1],
        cue_span(reading, group),
        kind,
        stance_of(group.lemma),
        speaker_of(reading, mentions, speaker),
        rest,
    )


def _by_nouns(reading: Reading, sentence: Sentence, mentions: Mentions) -> Iterator[_Draft]:
    """Yield "the ministry's claim that …", "rumours that …"."""
    for chunk in sentence.chunks:
        lemma = reading.words[chunk.head].lemma.lower()
        if lemma not in _NOUN_CUES or chunk.last >= sentence.last or reading.words[chunk.last].lower != "that":
            continue
        if not _has_verb(sentence, chunk.last):
            continue
        source = None
        if chunk.owner is not None:
            end = chunk.owner - 1 if reading.words[chunk.owner - 1].lower in {"'s", "'"} else chunk.owner
            span = reading.span(chunk.first, end)
            mention = mentions.heading(span, reading.words[end - 1].span)
            source = Speaker(span, mention.id if mention else None)
        kind = AttributionKind.HEARSAY if source is None else AttributionKind.SPEECH
        stance = (
            Stance.DOUBTFUL
            if lemma in {"claim", "allegation", "assertion", "rumour", "rumor", "suggestion", "notion", "contention"}
            else Stance.NEUTRAL
        )
        content = _bare(reading, chunk.last, _clause_end(reading, sentence, chunk.last + 1, far=False))
        if content is not None:
            yield _Draft(content[0], content[1], reading.words[chunk.head].span, kind, stance, source)


def _bare(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """Return the words between two places without marks at the ends; None where nothing is left."""
    while (
        last > first
        and reading.words[last - 1].tag is Tag.PUNCT
        and reading.words[last - 1].lower not in {"”", '"', "’", ")"}
    ):
        last -= 1
    while (
        first < last
        and reading.words[first].tag is Tag.PUNCT
        and reading.words[first].lower not in {"“", '"', "‘", "("}
    ):
        first += 1
    if last <= first:
        return None
    return first, last


def _chained(found: Sequence[Attribution], quotations: Sequence[Quotation]) -> Iterator[Attribution]:
    """Yield the attributions with what they stand inside: the smallest content or quotation around their cue."""
    around = Around.of(
        [(span, one.id) for one in found for span in one.content]
        + [(span, one.id) for one in quotations if one.speaker for span in one.spans]
    )
    for one in found:
        key = around.innermost(one.cue or one.content[0], besides=one.id)
        yield replace(one, within=key) if key else one
