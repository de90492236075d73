"""Clause by clause: what is said to happen, who takes part, whether it is so, when, how many, and in whose voice."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from crossread.extract.clauses import Clause, after_preposition, chunk_starting, find_clauses, object_of, subject_of
from crossread.extract.lexicon import table
from crossread.extract.speakers import Around, Mentions
from crossread.extract.tagging import Tag, verb_of
from crossread.model.document import PassageKind
from crossread.model.mention import ActorKind, DateMention, Figure, Mention
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.model.statement import (
    AUTHOR,
    Attribution,
    Modality,
    Polarity,
    Quotation,
    Role,
    RoleName,
    Statement,
)
from crossread.model.value import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.reading import Reading, Sentence, Word

_CONTENT: Final = frozenset({Tag.NOUN, Tag.PROPN, Tag.VERB, Tag.ADJ, Tag.NUM})
_LIGHT: Final = frozenset({"be", "have", "do"})
_DENIERS: Final = frozenset(
    {"fail", "refuse", "decline", "deny", "neglect", "forget", "stop", "cease", "avoid", "prevent", "omit", "cannot"}
)
_WISHES: Final = frozenset(
    "want hope wish plan intend seek try attempt aim promise vow pledge agree threaten expect prepare consider".split()
)
_DEMANDS: Final = frozenset(
    "demand call_for call_on urge order request require insist ask recommend propose appeal".split()
)
_PREDICTS: Final = frozenset({"will", "shall", "'ll", "wo"})
_MAYBE: Final = frozenset({"may", "might", "could", "would", "can"})
_OUGHT: Final = frozenset({"should", "must", "ought"})
_MAYBE_WORDS: Final = frozenset(
    "perhaps maybe possibly probably likely presumably apparently allegedly conceivably".split()
)
_CONDITIONS: Final = frozenset({"if", "unless", "whether"})
_NO_SUBJECTS: Final = frozenset({"nobody", "none", "nothing", "no-one", "neither"})


@dataclass(frozen=True, slots=True)
class StatementOptions:
    """How statements are read.

    Attributes:
        headlines: Whether titles and headings make statements too.
        nouns: Whether nouns of happening ("the withdrawal of the troops") do.
    """

    headlines: bool = True
    nouns: bool = True


@dataclass(frozen=True, slots=True)
class Heard:
    """What the stages before found in the same document.

    Attributes:
        dates: Time expressions.
        figures: Quantities.
        mentions: Mentions of actors.
        quotations: Quotations.
        attributions: Indirect speech.
    """

    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class _Places:
    """What was found, looked up by place."""

    dates: tuple[DateMention, ...]
    date_starts: tuple[int, ...]
    figures: tuple[Figure, ...]
    figure_starts: tuple[int, ...]
    mentions: Mentions
    voices: Around

    @classmethod
    def of(cls, heard: Heard) -> _Places:
        """Return the look-up."""
        dates = tuple(sorted(heard.dates, key=lambda one: one.span))
        figures = tuple(sorted(heard.figures, key=lambda one: one.span))
        return cls(
            dates,
            tuple(one.span.start for one in dates),
            figures,
            tuple(one.span.start for one in figures),
            Mentions.of(heard.mentions),
            Around.of(list(_voices(heard))),
        )

    def dates_in(self, span: Span) -> tuple[DateMention, ...]:
        """Return the dates that begin inside a span."""
        return self.dates[bisect_left(self.date_starts, span.start) : bisect_left(self.date_starts, span.end)]

    def figures_in(self, span: Span) -> tuple[Figure, ...]:
        """Return the figures that begin inside a span."""
        return self.figures[bisect_left(self.figure_starts, span.start) : bisect_left(self.figure_starts, span.end)]

    def voice_at(self, span: Span) -> str:
        """Return the innermost quotation or attribution around a span, else the author."""
        return self.voices.innermost(span) or AUTHOR


def _voices(heard: Heard) -> Iterator[tuple[Span, str]]:
    """Yield the stretches that are someone's words; scare quotations are the author's."""
    for quotation in heard.quotations:
        if quotation.speaker is not None:
            for span in quotation.spans:
                yield span, quotation.id
    for attribution in heard.attributions:
        for span in attribution.content:
            yield span, attribution.id


def find_statements(
    reading: Reading,
    heard: Heard,
    options: StatementOptions = StatementOptions(),
) -> Outcome[Statement]:
    """Return the statements of a document, sorted.

    Args:
        reading: The document's words.
        heard: What the other stages found in it.
        options: How statements are read.

    Examples:
        >>> from crossread.extract.reading import read_words
        >>> from crossread.model.document import Document, Passage
        >>> text = "Rebels did not kill the governor."
        >>> document = Document.named("a.txt", text, sha256="0")
        >>> passage = Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0)
        >>> [one] = find_statements(read_words(document, (passage,)), Heard()).found
        >>> one.lemma, one.polarity.value, [(role.name.value, role.head) for role in one.roles]
        ('kill', 'negative', [('agent', 'rebel'), ('patient', 'governor')])
    """
    places = _Places.of(heard)
    spans = {one.cue for one in heard.attributions if one.cue} | {one.cue for one in heard.quotations if one.cue}
    cues = frozenset(offset for span in spans for offset in range(span.start, span.end))
    found: dict[str, Statement] = {}
    for sentence in reading.sentences:
        if sentence.passage.kind in {PassageKind.TITLE, PassageKind.HEADING} and not options.headlines:
            continue
        for statement in _in_sentence(reading, sentence, places, cues, options):
            found.setdefault(statement.id, statement)
    return Outcome(tuple(sorted(found.values(), key=lambda one: (one.span, one.trigger))))


def _in_sentence(
    reading: Reading, sentence: Sentence, places: _Places, cues: frozenset[int], options: StatementOptions
) -> Iterator[Statement]:
    """Yield the statements of one sentence: one for each verb, one for each noun of happening with someone in it."""
    clauses = find_clauses(reading, sentence)
    for number, clause in enumerate(clauses):
        if _is_cue(reading, clause.group, cues):
            continue
        if clause.group.lemma in {"have", "do", "will", "would"} and reading.words[clause.group.main].tag is Tag.AUX:
            continue
        if (
            number
            and clause.group.first == clauses[number - 1].group.last
            and clauses[number - 1].group.lemma in {"stay", "remain", "keep", "get", "look", "seem"}
            and clause.group.kind == "finite"
        ):
            continue  # "stayed shut": the first verb tells it
        governor = _governor(reading, clauses, number)
        yield _of_verb(reading, sentence, clause, governor, places)
    if options.nouns:
        for chunk in sentence.chunks:
            statement = _of_noun(reading, sentence, chunk, clauses, places)
            if statement is not None:
                yield statement


def _is_cue(reading: Reading, group: VerbGroup, cues: frozenset[int]) -> bool:
    """Tell whether a verb only introduces someone's words."""
    return reading.words[group.main].start in cues


def _governor(reading: Reading, clauses: Sequence[Clause], number: int) -> VerbGroup | None:
    """Return the verb that an infinitive or gerund depends on ("failed to open", "refused to say")."""
    group = clauses[number].group
    if group.kind not in {"infinitive", "ing"} or not number:
        return None
    before = clauses[number - 1].group
    gap = reading.words[before.last : group.first]
    if any(word.tag in {Tag.PUNCT, Tag.SCONJ} for word in gap) or len(gap) > 8:
        return None
    return before


def _of_verb(
    reading: Reading, sentence: Sentence, clause: Clause, governor: VerbGroup | None, places: _Places
) -> Statement:
    """Make the statement of a verb."""
    group = clause.group
    roles = _roles(reading, sentence, clause, governor, places)
    first, last = _bounds(reading, clause)
    span = reading.span(first, last)
    state = _state(reading, sentence, group)
    told = state is not None and verb_of(state.lower) is not None
    trigger = state.span if state is not None and told else reading.words[group.main].span
    return Statement.at(
        reading.document.id,
        sentence.passage.id,
        span,
        trigger,
        _lemma(reading, sentence, group),
        roles=roles,
        polarity=_polarity(reading, sentence, clause, governor),
        modality=_modality(reading, sentence, clause, governor),
        voice=places.voice_at(trigger),
        time=_time(places, span, sentence),
        dates=tuple(one.id for one in places.dates_in(span)),
        figures=tuple(one.id for one in _figures(places, span, roles)),
        terms=_terms(reading, first, last),
    )


def _figures(places: _Places, span: Span, roles: Sequence[Role]) -> list[Figure]:
    """Return the figures of the clause, and those of its antecedent ("the nine people who were killed")."""
    found = list(places.figures_in(span))
    for role in roles:
        if not span.contains(role.span):
            found.extend(one for one in places.figures_in(role.span) if one not in found)
    return sorted(found, key=lambda one: one.span)


def _lemma(reading: Reading, sentence: Sentence, group: VerbGroup) -> str:
    """Return the lemma of the trigger; a copula with an adjective or participle after it takes that ("be_dead")."""
    state = _state(reading, sentence, group)
    if state is None:
        return group.lemma
    return verb_of(state.lower) or f"be_{state.lemma}"


def _state(reading: Reading, sentence: Sentence, group: VerbGroup) -> Word | None:
    """Return the adjective after a copula ("was dead", "were hurt"), or None."""
    if group.lemma not in {"be", "get"} or group.last >= sentence.last:
        return None
    after = reading.words[group.last]
    return after if after.tag is Tag.ADJ and chunk_starting(sentence, group.last) is None else None


def _bounds(reading: Reading, clause: Clause) -> tuple[int, int]:
    """Return the words of the clause without marks and conjunctions before it."""
    first, last = clause.first, clause.last
    while first < last - 1 and reading.words[first].tag in {Tag.PUNCT, Tag.CCONJ}:
        first += 1
    return first, max(last, first + 1)


def _roles(
    reading: Reading, sentence: Sentence, clause: Clause, governor: VerbGroup | None, places: _Places
) -> tuple[Role, ...]:
    """Return who and what takes part."""
    group = clause.group
    found: dict[tuple[RoleName, Span], Role] = {}

    def add(name: RoleName, chunk: Chunk | None) -> None:
        if chunk is not None and reading.words[chunk.head].lower != "there":
            role = _role(reading, places, name, chunk)
            found.setdefault((name, role.span), role)

    subject = subject_of(reading, sentence, group) or (_controlled(reading, sentence, governor) if governor else None)
    state = _state(reading, sentence, group)
    suffers = (state is not None and verb_of(state.lower) is not None) or _is_complement(
        reading, sentence, group, subject
    )
    add(RoleName.PATIENT if suffers else _subject_role(group), subject)
    following = object_of(reading, sentence, group)
    if following is not None and not _is_time(places, reading.chunk_span(following)):
        there = subject is not None and reading.words[subject.head].lower == "there"
        add(RoleName.TOPIC if there else _object_role(group), following)
    for word, chunk in after_preposition(reading, sentence, clause):
        name = _role_of_phrase(reading, places, group, word, chunk)
        if name is not None:
            add(name, chunk)
    return tuple(sorted(found.values(), key=lambda role: (role.span, role.name)))


def _is_complement(reading: Reading, sentence: Sentence, group: VerbGroup, subject: Chunk | None) -> bool:
    """Tell whether a participle tells of the object of the verb before it: "found it locked", "had him arrested"."""
    if subject is None or group.first != group.main or verb_of(reading.words[group.main].lower) is None:
        return False
    before = next((one for one in sentence.verbs if one.last == subject.first), None)
    return before is not None and before.lemma in _CAUSATIVES


_CAUSATIVES: Final = frozenset("find see leave have get keep hear want order declare call make let".split())


def _controlled(reading: Reading, sentence: Sentence, governor: VerbGroup) -> Chunk | None:
    """Return the subject of an infinitive: the object of "ordered him to go", else the subject of its verb."""
    if governor.lemma in {
        "order",
        "ask",
        "tell",
        "force",
        "urge",
        "allow",
        "want",
        "enable",
        "permit",
        "cause",
        "lead",
        "help",
    }:
        return object_of(reading, sentence, governor) or subject_of(reading, sentence, governor)
    return subject_of(reading, sentence, governor)


def _subject_role(group: VerbGroup) -> RoleName:
    """Return the role of the subject: who suffers a passive, who or what a copula tells of, else who acts."""
    if group.passive or group.lemma in {
        "die",
        "fall",
        "collapse",
        "sink",
        "burn",
        "explode",
        "suffer",
        "perish",
        "drown",
        "disappear",
        "vanish",
        "happen",
        "occur",
    }:
        return RoleName.PATIENT
    return RoleName.TOPIC if group.lemma == "be" else RoleName.AGENT


def _object_role(group: VerbGroup) -> RoleName:
    """Return the role of what follows the verb."""
    return (
        RoleName.ATTRIBUTE
        if group.lemma in {"be", "become", "remain", "seem", "appear", "stay"} or group.passive
        else RoleName.PATIENT
    )


def _role_of_phrase(reading: Reading, places: _Places, group: VerbGroup, word: str, chunk: Chunk) -> RoleName | None:
    """Return the role of a prepositional phrase, or None where it is doubtful."""
    span = reading.chunk_span(chunk)
    if _is_time(places, span):
        return None
    if word == "by":
        return RoleName.AGENT if group.passive or group.kind == "participle" else None
    if word in {"to", "for"} and group.lemma in {
        "give",
        "send",
        "hand",
        "hand_over",
        "sell",
        "pay",
        "offer",
        "deliver",
        "transfer",
        "grant",
        "cede",
        "return",
        "award",
    }:
        return RoleName.RECIPIENT
    if word in {"in", "at", "near", "outside", "inside", "on", "from", "off", "into", "under", "across", "through"}:
        mention = places.mentions.heading(span, reading.words[chunk.head].span)
        if mention is not None and mention.kind in {ActorKind.PLACE, ActorKind.FACILITY}:
            return RoleName.PLACE
        return RoleName.PLACE if reading.words[chunk.head].lemma.lower() in _PLACE_NOUNS else None
    return None


_PLACE_NOUNS: Final = frozenset(
    (
        "city town village street square building house hospital school prison port harbour harbor "
        "airport station bridge river lake sea island coast border camp base warehouse factory mine dam "
        "valley mountain province district region country capital yard ward room hall church mosque "
        "market stadium road field forest shore quay dock berth tunnel shaft court square embassy palace"
    ).split()
)


def _is_time(places: _Places, span: Span) -> bool:
    """Tell whether a noun phrase is a time expression."""
    return any(date.span.overlaps(span) for date in places.dates_in(Span(max(0, span.start - 12), span.end)))


def _role(reading: Reading, places: _Places, name: RoleName, chunk: Chunk) -> Role:
    """Make one role."""
    head = reading.words[chunk.head]
    span = reading.chunk_span(chunk)
    mention = places.mentions.heading(span, head.span)
    return Role(name, span, head.lemma.lower(), mention.id if mention else None)


def _polarity(reading: Reading, sentence: Sentence, clause: Clause, governor: VerbGroup | None) -> Polarity:
    """Tell whether the statement denies: "not", "never", "no one", "failed to", "refused to", "denied that"."""
    group = clause.group
    negative = group.negated
    subject = subject_of(reading, sentence, group)
    if subject is not None and _is_none(reading, subject):
        negative = not negative
    following = object_of(reading, sentence, group)
    if (
        following is not None
        and reading.words[following.first].lower in {"no", "none", "nothing", "nobody"}
        and not group.negated
    ):
        negative = not negative
    if governor is not None:
        negative ^= governor.lemma in _DENIERS
        negative ^= governor.negated and governor.lemma not in _DENIERS
    return Polarity.NEGATIVE if negative ^ _is_denied(reading, sentence, clause) else Polarity.POSITIVE


def _is_none(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether a noun phrase names nobody: "no one", "none", "neither side"."""
    first = reading.words[chunk.first].lower
    return first in _NO_SUBJECTS or first == "no"


def _is_denied(reading: Reading, sentence: Sentence, clause: Clause) -> bool:
    """Tell whether the clause is the content of "denied that"; a denial that is itself negated denies nothing."""
    first = clause.first
    if reading.words[first].lower != "that":
        return False
    before = [group for group in sentence.verbs if group.last <= first]
    return (
        bool(before)
        and before[-1].lemma in {"deny", "dispute", "reject", "refute"}
        and not before[-1].negated
        and first - before[-1].last < 6
    )


def _modality(reading: Reading, sentence: Sentence, clause: Clause, governor: VerbGroup | None) -> Modality:
    """Tell whether the statement says that it is, may be, will be, or ought to be."""
    group = clause.group
    if governor is not None and governor.lemma in _DEMANDS:
        return Modality.DEMANDED
    if group.modal in _PREDICTS or (
        governor is not None and governor.lemma in {"go", "expect", "plan", "intend", "schedule", "set"}
    ):
        return Modality.PREDICTED
    if group.modal in _OUGHT:
        return Modality.DEMANDED
    if group.modal in _MAYBE | {"'d"}:
        return Modality.HYPOTHETICAL
    if governor is not None and governor.lemma in _WISHES:
        return Modality.HYPOTHETICAL
    words = reading.words[clause.first : clause.last]
    opener = words[0].lower if words else ""
    before = reading.words[clause.first - 1].lower if clause.first > sentence.first else ""
    if (
        opener in _CONDITIONS
        or before in _CONDITIONS
        or any(word.lower in _MAYBE_WORDS for word in reading.words[clause.first : group.main])
    ):
        return Modality.HYPOTHETICAL
    if sentence.passage.span.of(reading.document.text).rstrip("\"”’' ").endswith("?"):
        return Modality.HYPOTHETICAL
    return Modality.DEMANDED if _is_demanded(reading, sentence, clause) else Modality.ASSERTED


def _is_demanded(reading: Reading, sentence: Sentence, clause: Clause) -> bool:
    """Tell whether the clause is the content of "demanded that"."""
    if reading.words[clause.first].lower != "that":
        return False
    before = [group for group in sentence.verbs if group.last <= clause.first]
    return bool(before) and before[-1].lemma in _DEMANDS and clause.first - before[-1].last < 6


def _time(places: _Places, span: Span, sentence: Sentence) -> Interval | None:
    """Return when it may have happened: by the dates of the clause, else by the one date of the sentence."""
    inside = [one.interval for one in places.dates_in(span) if one.interval is not None]
    if not inside:
        whole = [one.interval for one in places.dates_in(sentence.passage.span) if one.interval is not None]
        inside = whole if len(set(whole)) == 1 else []
    if not inside:
        return None
    narrow = min(inside, key=_width)
    overlapping = [one for one in inside if one.contains(narrow)]
    return narrow if len(overlapping) == len(inside) else _cover(inside)


def _width(interval: Interval) -> int:
    """Return how many days an interval has; an open one is endless."""
    if interval.start is None or interval.end is None:
        return 10**7
    return (interval.end - interval.start).days


def _cover(intervals: Sequence[Interval]) -> Interval:
    """Return the shortest interval that holds all of them."""
    starts = [one.start for one in intervals]
    ends = [one.end for one in intervals]
    start = None if None in starts else min(one for one in starts if one is not None)
    end = None if None in ends else max(one for one in ends if one is not None)
    return Interval(start, end)


_WORDLIKE: Final = re.compile(r"\w")


def _terms(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """Return the lemmas of the content words, auxiliaries and light verbs left out."""
    return tuple(
        word.lemma.lower()
        for word in reading.words[first:last]
        if word.tag in _CONTENT and word.lemma not in _LIGHT and _WORDLIKE.match(word.text)
    )


@cache
def event_nouns() -> dict[str, str]:
    """Return nouns of happening with the verb that each stands for."""
    return {row[0]: row[1] for row in table("events")}


def _of_noun(
    reading: Reading, sentence: Sentence, chunk: Chunk, clauses: Sequence[Clause], places: _Places
) -> Statement | None:
    """Make the statement of "the withdrawal of US forces by the president"; None where nobody takes part."""
    head = reading.words[chunk.head]
    verb = event_nouns().get(head.lemma.lower())
    if verb is None or head.tag is not Tag.NOUN:
        return None
    roles: list[Role] = []
    last = chunk.last
    if chunk.owner is not None:
        end = chunk.owner - 1 if reading.words[chunk.owner - 1].lower in {"'s", "'"} else chunk.owner
        roles.append(_owner_role(reading, places, chunk.first, end))
    place = chunk.last
    while place + 1 < sentence.last and reading.words[place].lower in {"of", "by", "in", "at", "on", "from", "near"}:
        after = chunk_starting(sentence, place + 1)
        if after is None:
            break
        name = _noun_role(reading, places, reading.words[place].lower, after, head.lemma.lower())
        if name is not None:
            roles.append(_role(reading, places, name, after))
            last = after.last
        place = after.last
    if not roles:
        return None
    span = reading.span(chunk.first, max(last, chunk.last))
    clause = next((one for one in clauses if one.first <= chunk.head < one.last), None)
    modality = (
        _modality(reading, sentence, clause, None)
        if clause is not None and clause.group.main < chunk.first
        else Modality.ASSERTED
    )
    return Statement.at(
        reading.document.id,
        sentence.passage.id,
        span,
        head.span,
        verb,
        roles=tuple(sorted(set(roles), key=lambda role: (role.span, role.name))),
        modality=modality,
        polarity=Polarity.NEGATIVE if reading.words[chunk.first].lower == "no" else Polarity.POSITIVE,
        voice=places.voice_at(head.span),
        time=_time(places, span, sentence),
        dates=tuple(one.id for one in places.dates_in(span)),
        figures=tuple(one.id for one in places.figures_in(span)),
        terms=_terms(reading, chunk.first, max(last, chunk.last)),
    )


def _owner_role(reading: Reading, places: _Places, first: int, end: int) -> Role:
    """Return the role of a possessor: "the army's attack" is by the army."""
    span, head = reading.span(first, end), reading.words[end - 1]
    mention = places.mentions.heading(span, head.span)
    return Role(RoleName.AGENT, span, head.lemma.lower(), mention.id if mention else None)


_OF_PATIENT: Final = frozenset(
    (
        "killing murder assassination execution destruction seizure capture arrest detention release "
        "evacuation occupation invasion bombing shelling closure opening construction purchase sale "
        "defeat withdrawal rescue search recall election appointment dismissal rejection approval "
        "transfer deployment overthrow kidnapping abduction siege shooting delivery collapse death loss "
        "fall sinking betrayal shutdown"
    ).split()
)


def _noun_role(reading: Reading, places: _Places, word: str, chunk: Chunk, noun: str) -> RoleName | None:
    """Return the role of a phrase after a noun of happening."""
    if word == "by":
        return RoleName.AGENT
    if word == "of":
        return RoleName.PATIENT if noun in _OF_PATIENT else RoleName.AGENT
    mention = places.mentions.heading(reading.chunk_span(chunk), reading.words[chunk.head].span)
    if word == "on" and noun in {"attack", "assault", "raid", "ban", "crackdown", "vote", "offensive"}:
        return RoleName.PATIENT
    is_place = mention is not None and mention.kind in {ActorKind.PLACE, ActorKind.FACILITY}
    return RoleName.PLACE if is_place and not _is_time(places, reading.chunk_span(chunk)) else None
