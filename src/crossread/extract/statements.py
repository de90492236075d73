"""Statements: clause by clause, who says what happened, to whom, where, when, how many, whether, and in whose voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from crossread.extract.clauses import Clause, find_clauses
from crossread.extract.lexicon import sections
from crossread.extract.phrases import Chunk
from crossread.extract.reading import Reading, Sentence, Word
from crossread.extract.tagging import Tag
from crossread.model.document import PassageKind
from crossread.model.mention import ActorKind, DateMention, Figure, Mention, TimexType
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.model.statement import (
    AUTHOR,
    Attribution,
    Modality,
    Polarity,
    Quotation,
    QuotationKind,
    Role,
    RoleName,
    Statement,
)
from crossread.model.value import Interval

_CONTENT: Final = frozenset({Tag.NOUN, Tag.PROPN, Tag.VERB, Tag.ADJ, Tag.NUM, Tag.ADV})
_FUTURE: Final = frozenset({"will", "'ll", "shall", "wo", "would"})
_DEMAND: Final = frozenset({"must", "should", "ought"})
_POSSIBLE: Final = frozenset({"may", "might", "could", "can"})
_NONE: Final = frozenset({"no", "nobody", "none", "nothing", "neither", "nowhere", "no-one", "without"})


@dataclass(frozen=True, slots=True)
class Heard:
    """What the earlier stages found in the document; statements refer to it.

    Attributes:
        dates: Time expressions.
        figures: Quantities.
        mentions: Words that name actors.
        quotations: Words in quotation marks.
        attributions: Indirect speech, hearsay.
    """

    dates: Sequence[DateMention] = ()
    figures: Sequence[Figure] = ()
    mentions: Sequence[Mention] = ()
    quotations: Sequence[Quotation] = ()
    attributions: Sequence[Attribution] = ()


@dataclass(frozen=True, slots=True)
class StatementOptions:
    """How statements are read.

    Attributes:
        nominal: Whether nouns of happening with a complement ("the withdrawal of the troops") make statements too.
    """

    nominal: bool = True


@dataclass(frozen=True, slots=True)
class _Scope:
    """A document with everything found in it, ready for look-ups."""

    reading: Reading
    heard: Heard
    voices: tuple[tuple[Span, str], ...] = ()
    cues: frozenset[int] = field(default_factory=frozenset)


def find_statements(
    reading: Reading,
    heard: Heard,
    options: StatementOptions = StatementOptions(),  # noqa: B008 - frozen
) -> Outcome[Statement]:
    """Return the statements of a document, sorted by place.

    Each verb that tells of something gives one, and so does each noun of happening that has a complement. The cue of an
    attribution ("said") gives none: its content does, in the speaker's voice.

    Args:
        reading: The document's words.
        heard: What the earlier stages found.
        options: How statements are read.
    """
    scope = _Scope(reading, heard, tuple(_voices(heard)), frozenset(_cue_words(reading, heard)))
    made: dict[str, Statement] = {}
    for sentence in reading.sentences:
        if sentence.passage.kind is PassageKind.OTHER:
            continue  # bylines, links, rows of tables
        clauses = find_clauses(reading, sentence)
        for clause in clauses:
            statement = _of_clause(scope, sentence, clause, clauses)
            if statement is not None:
                made.setdefault(statement.id, statement)
        if options.nominal:
            for statement in _nominal(scope, sentence, clauses):
                made.setdefault(statement.id, statement)
    return Outcome(tuple(sorted(made.values(), key=lambda item: (item.span, item.trigger, item.id))))


def _voices(heard: Heard) -> Iterator[tuple[Span, str]]:
    """Yield each stretch that is someone's words, with the identifier of the quotation or attribution."""
    for quotation in heard.quotations:
        if quotation.kind is not QuotationKind.SCARE:
            yield from ((span, quotation.id) for span in quotation.spans)
    for attribution in heard.attributions:
        yield from ((span, attribution.id) for span in attribution.content)


def _cue_words(reading: Reading, heard: Heard) -> Iterator[int]:
    cues = [record.cue for record in (*heard.quotations, *heard.attributions) if record.cue is not None]
    for cue in cues:
        yield from reading.words_in(cue)


def _of_clause(scope: _Scope, sentence: Sentence, clause: Clause, clauses: Sequence[Clause]) -> Statement | None:
    verb, words = clause.verb, scope.reading.words
    if verb.main in scope.cues or words[verb.main].tag is Tag.AUX and not _copula_tells(scope.reading, clause):
        return None
    if any(other.governor is verb and _implicates(verb.lemma) for other in clauses):
        return None  # "failed to open" is told by its infinitive
    span = scope.reading.span(clause.first, clause.last)
    span = _trimmed(scope.reading, clause.first, clause.last) or span
    trigger = Span(words[verb.main].start, words[verb.main].end)
    inside = [figure for figure in scope.heard.figures if span.contains(figure.span)]
    dates = [date for date in scope.heard.dates if span.contains(date.span)]
    return Statement.at(
        scope.reading.document.id,
        sentence.passage.id,
        span,
        trigger,
        verb.lemma,
        roles=tuple(sorted(_roles(scope, clause), key=lambda role: (role.span, role.name))),
        polarity=_polarity(scope.reading, clause),
        modality=_modality(clause),
        voice=_voice(scope, trigger),
        time=_time(scope, sentence, dates),
        dates=tuple(date.id for date in dates),
        figures=tuple(figure.id for figure in inside),
        terms=tuple(_terms(words[clause.first : clause.last])),
    )


def _copula_tells(reading: Reading, clause: Clause) -> bool:
    """Tell whether a clause whose verb is "be" or "have" says something of someone: it has a subject and a complement."""
    rest = reading.words[clause.verb.last : clause.last]
    return clause.subject is not None and any(word.tag in {Tag.NOUN, Tag.ADJ, Tag.PROPN, Tag.NUM} for word in rest)


def _trimmed(reading: Reading, first: int, last: int) -> Span | None:
    """Return the span of the words without punctuation and conjunctions at its ends."""
    out = {Tag.PUNCT, Tag.CCONJ}
    while first < last and reading.words[first].tag in out:
        first += 1
    while last > first and reading.words[last - 1].tag in out:
        last -= 1
    return reading.span(first, last) if first < last else None


def _implicates(lemma: str) -> bool:
    lists = sections("implicatives")
    return lemma in lists["NEGATIVE"] | lists["POSITIVE"]


def _polarity(reading: Reading, clause: Clause) -> Polarity:
    """Return negative where the verb, its subject or object is negated, or what governs it says that it was not."""
    negative = clause.verb.negated or any(
        chunk is not None and any(word.lower in _NONE for word in reading.words[chunk.first : chunk.last])
        for chunk in (clause.subject, clause.object)
    )
    if clause.governor is not None:
        negative ^= clause.governor.negated ^ (clause.governor.lemma in sections("implicatives")["NEGATIVE"])
    before = reading.words[clause.verb.first - 1].lower if clause.verb.first > clause.first else ""
    if clause.verb.kind == "ing" and before == "without":
        negative = not negative
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE


def _modality(clause: Clause) -> Modality:
    verb, governor = clause.verb, clause.governor
    if clause.condition:
        return Modality.HYPOTHETICAL
    modal = verb.modal or (governor.modal if governor is not None and _implicates(governor.lemma) else None)
    if modal in _FUTURE:
        return Modality.PREDICTED
    if modal in _DEMAND:
        return Modality.DEMANDED
    if modal in _POSSIBLE:
        return Modality.HYPOTHETICAL
    if verb.kind == "infinitive" and governor is not None and not _implicates(governor.lemma):
        demands = governor.lemma in sections("implicatives")["DEMAND"]
        return Modality.DEMANDED if demands else Modality.HYPOTHETICAL
    return Modality.ASSERTED


def _voice(scope: _Scope, trigger: Span) -> str:
    """Return the innermost voice that the trigger stands in."""
    around = [(span.length, voice) for span, voice in scope.voices if span.contains(trigger)]
    return min(around)[1] if around else AUTHOR


def _time(scope: _Scope, sentence: Sentence, dates: Sequence[DateMention]) -> Interval | None:
    """Return the time of the first dated expression of the clause, else of the only one of the sentence."""
    dated = [date.interval for date in dates if date.interval is not None and _is_when(date)]
    if dated:
        return dated[0]
    span = sentence.passage.span
    others = [
        date.interval
        for date in scope.heard.dates
        if span.contains(date.span) and date.interval is not None and _is_when(date)
    ]
    return others[0] if len(set(others)) == 1 else None


def _is_when(date: DateMention) -> bool:
    return date.type in {TimexType.DATE, TimexType.TIME}


def _terms(words: Sequence[Word]) -> Iterator[str]:
    """Yield the lemmas of the content words."""
    stop = sections("implicatives")["EMPTY"]
    for word in words:
        if word.tag in _CONTENT and word.lemma not in stop and any(sign.isalnum() for sign in word.text):
            yield word.lemma


def _roles(scope: _Scope, clause: Clause) -> Iterator[Role]:
    agent, patient = (clause.by, clause.subject) if clause.passive else (clause.subject, clause.object)
    if agent is not None:
        yield _role(scope, RoleName.AGENT, agent)
    if patient is not None and not _is_date(scope, patient):
        copula = scope.reading.words[clause.verb.main].tag is Tag.AUX and not clause.passive
        yield _role(scope, RoleName.ATTRIBUTE if copula else RoleName.PATIENT, patient)
    if clause.to is not None:
        yield _role(scope, RoleName.RECIPIENT, clause.to)
    for chunk in clause.places:
        role = _role(scope, RoleName.PLACE, chunk)
        if role.mention is not None and _kind_of(scope, role) in {ActorKind.PLACE, ActorKind.FACILITY}:
            yield role


def _is_date(scope: _Scope, chunk: Chunk) -> bool:
    """Tell whether a noun phrase is a time expression ("agreed two years ago")."""
    head = scope.reading.words[chunk.head].span
    return any(date.span.contains(head) for date in scope.heard.dates)


def _kind_of(scope: _Scope, role: Role) -> ActorKind | None:
    return next((mention.kind for mention in scope.heard.mentions if mention.id == role.mention), None)


def _role(scope: _Scope, name: RoleName, chunk: Chunk) -> Role:
    """Return a role with the mention whose head is the phrase's head, or that covers it."""
    span = scope.reading.chunk_span(chunk)
    head = scope.reading.words[chunk.head]
    fitting = [
        (mention.span.length, mention.id)
        for mention in scope.heard.mentions
        if mention.head == head.span or (mention.span.contains(head.span) and span.contains(mention.span))
    ]
    return Role(name, span, head.lemma.lower(), max(fitting)[1] if fitting else None)


def _nominal(scope: _Scope, sentence: Sentence, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Yield what nouns of happening tell ("the withdrawal of the troops by the president", "the city's fall")."""
    events = sections("events")[""]
    for place, chunk in enumerate(sentence.chunks):
        head = scope.reading.words[chunk.head]
        if head.tag is not Tag.NOUN or head.lemma not in events:
            continue
        following = sentence.chunks[place + 1 : place + 4]
        of = _linked(scope.reading, chunk, following, "of")
        by = _linked(scope.reading, of or chunk, following, "by")
        owner = _owner(chunk)
        if of is None and owner is None:
            continue
        yield _nominal_statement(scope, sentence, chunk, (of, by, owner), clauses)


def _linked(reading: Reading, before: Chunk, following: Sequence[Chunk], preposition: str) -> Chunk | None:
    """Return the noun phrase that follows with nothing but the preposition between."""
    for chunk in following:
        between = reading.words[before.last : chunk.first]
        if len(between) == 1 and between[0].lower == preposition:
            return chunk
    return None


def _owner(chunk: Chunk) -> Chunk | None:
    """Return the possessor inside a noun phrase ("the city's fall")."""
    if chunk.owner is None or chunk.owner - 2 < chunk.first:
        return None
    return Chunk(chunk.first, chunk.owner - 1, chunk.owner - 2)


def _nominal_statement(
    scope: _Scope,
    sentence: Sentence,
    chunk: Chunk,
    linked: tuple[Chunk | None, Chunk | None, Chunk | None],
    clauses: Sequence[Clause],
) -> Statement:
    of, by, owner = linked
    last = max(part.last for part in (chunk, of, by) if part is not None)
    span, head = scope.reading.span(chunk.first, last), scope.reading.words[chunk.head]
    suffers = head.lemma in sections("events")["SUBJECT"]
    roles = [_role(scope, RoleName.PATIENT, of)] if of is not None else []
    agent = by or (owner if of is not None or suffers else None)
    if agent is not None:
        roles.append(_role(scope, RoleName.AGENT, agent))
    elif owner is not None:
        roles.append(_role(scope, RoleName.PATIENT, owner))
    dates = [date for date in scope.heard.dates if span.contains(date.span)]
    around = next((clause for clause in clauses if clause.first <= chunk.first < clause.last), None)
    modality = _modality(around) if around is not None and around.verb.modal else Modality.ASSERTED
    negated = any(word.lower in _NONE for word in scope.reading.words[chunk.first : chunk.head])
    return Statement.at(
        scope.reading.document.id,
        sentence.passage.id,
        span,
        head.span,
        head.lemma,
        roles=tuple(sorted(roles, key=lambda role: (role.span, role.name))),
        polarity=Polarity.NEGATIVE if negated else Polarity.POSITIVE,
        modality=modality,
        voice=_voice(scope, head.span),
        time=_time(scope, sentence, dates),
        dates=tuple(date.id for date in dates),
        figures=tuple(figure.id for figure in scope.heard.figures if span.contains(figure.span)),
        terms=tuple(_terms(scope.reading.words[chunk.first : last])),
    )
